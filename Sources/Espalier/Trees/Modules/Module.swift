/// A struct or enum whose stored properties form a tree. ``Module()`` makes a type one.
///
/// Modules have arithmetic, `model - 1e-3 * gradients`, which other trees do not.
public protocol Module: Tree, CustomStringConvertible, CustomDebugStringConvertible {
    /// Whether the module is frozen, trained and initialised, and the nodes it made lazily.
    ///
    /// ``Module()`` gives a struct a stored property for it. An enum can't store any, so it has
    /// always the default; what holds for it is what holds for the module around it.
    var _status: ModuleStatus { get set }

    /// Completes the initialisation, after the leaves of this module and of those inside were made
    /// by their initializers and those inside were completed. The default does nothing.
    ///
    /// - Parameter key: a key of the module's own.
    mutating func didInitialize(key: Key)
}

extension Module {
    /// The status of a module that stores none.
    public var _status: ModuleStatus {
        get { ModuleStatus() }
        set {}
    }

    /// Does nothing.
    public mutating func didInitialize(key: Key) {}
}

/// Makes a struct or an enum a ``Module``.
///
/// Stored properties that are trees become children, all others become constants. Constants take
/// part in the structure of the module and have to be `Hashable & Sendable`; a property that is
/// neither is an error. Computed, static and lazy properties are left out. A property that is a
/// tree has to be a `var`; constants may be `let`.
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
///
/// A struct gets one more stored property, `_status`, which comes last in its memberwise
/// initializer and has a default there: it is where ``Module/isFrozen``, ``Module/isTraining`` and
/// ``Module/isInitialized`` are kept.
@attached(extension, conformances: Tree, Module, names: named(visit), named(update))
@attached(member, names: named(_status))
public macro Module() = #externalMacro(module: "EspalierMacros", type: "ModuleMacro")
