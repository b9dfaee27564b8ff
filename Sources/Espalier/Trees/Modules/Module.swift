/// A struct or enum whose stored properties form a tree. ``Module()`` makes a type one.
///
/// Modules have arithmetic, `model - 1e-3 * gradients`, which other trees do not.
public protocol Module: Tree, CustomStringConvertible, CustomDebugStringConvertible {}

/// Makes a struct or an enum a ``Module``.
///
/// Stored properties that are trees become children, all others become constants. Constants take part
/// in the structure of the module and have to be `Hashable & Sendable`; a property that is neither is
/// an error. Computed, static and lazy properties are left out. A property that is a tree has to be
/// a `var`; constants may be `let`.
///
///     @Module
///     struct Linear {
///         var weight: Tensor
///         var bias: Tensor?
///         @BatchStat var mean: Tensor
///         let outputs: Int
///     }
///
/// The payloads of an enum's cases are treated as stored properties are; the case itself is a
/// constant.
///
/// An element of a type that is written as a tuple counts as a property of its own. Types that are
/// declared inside a function can't be modules, since the compiler doesn't extend them by macros.
@attached(extension, conformances: Tree, Module, names: named(visit), named(update))
public macro Module() = #externalMacro(module: "EspalierMacros", type: "ModuleMacro")
