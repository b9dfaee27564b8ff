import Espalier

// The modules of the documents whose behaviour the tests of trees follow.

/// The perceptron of PyTreeClass's section on filtering.
@Module
struct DescribedStack {
    @Field(metadata: ["description": "First layer"]) var l1: Linear
    @Field(metadata: ["description": "Second layer"]) var l2: Linear

    init(inputs: Int, outputs: Int, hidden: Int, key: Key) {
        let keys = key.split(3)
        l1 = Linear(inputs, hidden, key: keys[0])
        l2 = Linear(hidden, outputs, key: keys[2])
    }

    /// As the document makes it.
    static var model: DescribedStack {
        DescribedStack(inputs: 1, outputs: 1, hidden: 5, key: Key(0, .original))
    }
}

extension Linear {
    init(_ inputs: Int, _ outputs: Int, key: Key) {
        self.init(inputs, outputs)
        weight = key.normal([inputs, outputs]) * Tensor(2.0 / Double(inputs)).squareRoot
    }
}

extension Tensor {
    fileprivate var squareRoot: Tensor { sqrt(self).asType(.float32) }
}

/// The class of Kernex's section on arithmetic.
@Module
struct Numbers: Hashable {
    var a: Tensor
    var b: Tensor
    var c: Tensor
    var name: String

    init(_ a: Tensor, _ b: Tensor, _ c: Tensor, _ name: String) {
        self.a = a
        self.b = b
        self.c = c
        self.name = name
    }
}

/// A layer that looks at its modes, and whose state changes.
@Module
struct Averager {
    @BatchStat var total: Tensor = .zeros([])
    @BatchStat var count: Tensor = .zeros([], dtype: .int32)
    var scale: Tensor = 1.0

    mutating func callAsFunction(_ x: Tensor) -> Tensor {
        if isTraining && !isFrozen {
            total += x.sum()
            count += Tensor(scalars: [Int32(x.count)], shape: [])
        }
        return x * scale
    }
}
