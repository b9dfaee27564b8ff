import Espalier

/// Layers one after the other (Equinox's and Treex's `Sequential`).
///
///     var model = Sequential {
///         Conv2D(1, 8, kernel: 3, padding: .same, key: keys[0])
///         BatchNorm(8, spatial: 2)
///         relu
///         Dropout(0.1, key: keys[1])
///     }
///     let y = model(x)
///
/// Functions of a tensor stand for ``Lambda``s. A layer that keeps state changes it in place; ``Layer/output(for:)``
/// leaves the model as it is.
@Module
public struct Sequential: Layer, Sendable {
    /// The layers in order.
    public var layers: [AnyLayer]

    /// A model of the layers that are written one after the other.
    public init(@LayerBuilder _ layers: () -> [AnyLayer]) { self.layers = layers() }

    /// A model of layers.
    public init(_ layers: [AnyLayer]) { self.layers = layers }

    /// How many layers there are.
    public var count: Int { layers.count }

    /// A layer by its place.
    public subscript(index: Int) -> AnyLayer {
        get { layers[index] }
        set { layers[index] = newValue }
    }

    /// What the last layer gives.
    public mutating func callAsFunction(_ input: Tensor) -> Tensor {
        var x = input
        for index in layers.indices { x = layers[index](x) }
        return x
    }
}

/// Puts the layers of a ``Sequential`` together.
@resultBuilder
public enum LayerBuilder {
    /// A layer.
    public static func buildExpression(_ layer: some Layer & Sendable) -> [AnyLayer] {
        [AnyLayer(layer)]
    }

    /// A layer of any type.
    public static func buildExpression(_ layer: AnyLayer) -> [AnyLayer] { [layer] }

    /// Several layers.
    public static func buildExpression(_ layers: [AnyLayer]) -> [AnyLayer] { layers }

    /// A named function.
    public static func buildExpression(_ function: Activation) -> [AnyLayer] {
        [AnyLayer(Lambda(function))]
    }

    /// A function.
    public static func buildExpression(
        _ function: @escaping @Sendable (Tensor) -> Tensor
    ) -> [AnyLayer] {
        [AnyLayer(Lambda(function))]
    }

    /// Layers in order.
    public static func buildBlock(_ parts: [AnyLayer]...) -> [AnyLayer] { parts.flatMap { $0 } }

    /// Layers of an `if`.
    public static func buildOptional(_ part: [AnyLayer]?) -> [AnyLayer] { part ?? [] }

    /// Layers of the first branch.
    public static func buildEither(first part: [AnyLayer]) -> [AnyLayer] { part }

    /// Layers of the other branch.
    public static func buildEither(second part: [AnyLayer]) -> [AnyLayer] { part }

    /// Layers of a loop.
    public static func buildArray(_ parts: [[AnyLayer]]) -> [AnyLayer] { parts.flatMap { $0 } }
}
