import Testing

@Suite struct ModuleExpansionTests {
    @Test func structWithEveryKindOfProperty() {
        expectExpansion(
            """
            @Module
            public struct Layer<T: Tree> {
                static var shared = 1
                lazy var derived = 2
                var computed: Int { 3 }
                private(set) var weight: Tensor
                @BatchStat var mean: T
                @Field(kind: Mine.self, hidden: true) var other: [T?]
                @Static var table: Tensor
                let name: String
                var a = 1, b: Tensor
                var pair: (Tensor, scale: Double)
                var observed: Tensor { didSet { print() } }
            }
            """,
            """
            public struct Layer<T: Tree> {
                static var shared = 1
                lazy var derived = 2
                var computed: Int { 3 }
                private(set) var weight: Tensor
                var mean: T
                var other: [T?]
                var table: Tensor
                let name: String
                var a = 1, b: Tensor
                var pair: (Tensor, scale: Double)
                var observed: Tensor { didSet { print() } }

                /// The modes of the module, and the nodes that it made lazily.
                public var _status = Espalier.ModuleStatus()
            }

            extension Layer: Espalier.Tree, Espalier.Module {
                public func visit<__V: Espalier.TreeVisitor>(_ visitor: inout __V) {
                    visitor.status(self._status)
                    visitor._field(self.weight, Espalier.Field(.name("weight")))
                    visitor._field(self.mean, Espalier.Field(.name("mean"), kind: Espalier.BatchStat.self))
                    visitor._field(self.other, Espalier.Field(.name("other"), kind: Mine.self, hidden: true))
                    visitor._staticField(self.table, Espalier.Field(.name("table")))
                    do {
                        let role = Espalier._role(of: self.name)
                        visitor._letField(role, self.name, Espalier.Field(.name("name")))
                    }
                    visitor._field(self.a, Espalier.Field(.name("a")))
                    visitor._field(self.b, Espalier.Field(.name("b")))
                    visitor._field(self.pair.0, Espalier.Field(.name("pair.0")))
                    visitor._field(self.pair.scale, Espalier.Field(.name("pair.scale")))
                    visitor._field(self.observed, Espalier.Field(.name("observed")))
                    visitor._lazyNodes(self._status)
                }

                public mutating func update<__U: Espalier.TreeUpdater>(_ updater: inout __U) {
                    updater.status(&self._status)
                    updater._field(&self.weight, Espalier.Field(.name("weight")))
                    updater._field(&self.mean, Espalier.Field(.name("mean"), kind: Espalier.BatchStat.self))
                    updater._field(&self.other, Espalier.Field(.name("other"), kind: Mine.self, hidden: true))
                    updater._field(&self.a, Espalier.Field(.name("a")))
                    updater._field(&self.b, Espalier.Field(.name("b")))
                    updater._field(&self.pair.0, Espalier.Field(.name("pair.0")))
                    updater._field(&self.pair.scale, Espalier.Field(.name("pair.scale")))
                    if Espalier._isTree(self.observed) {
                        updater._field(&self.observed, Espalier.Field(.name("observed")))
                    }
                    updater._lazyNodes(&self._status)
                }
            }
            """)
    }

    @Test func enumWithPayloads() {
        expectExpansion(
            """
            @Module
            enum Layer {
                case linear(Linear), pair(Tensor, scale: Double)
                case identity
            }
            """,
            """
            enum Layer {
                case linear(Linear), pair(Tensor, scale: Double)
                case identity
            }

            extension Layer: Espalier.Tree, Espalier.Module {
                func visit<__V: Espalier.TreeVisitor>(_ visitor: inout __V) {
                    switch self {
                    case .linear(let p0):
                        visitor.constant("linear", Espalier.Field(.name("case"), hidden: true, structural: true))
                        visitor._field(p0, Espalier.Field(.name("linear")))
                    case .pair(let p0, let p1):
                        visitor.constant("pair", Espalier.Field(.name("case"), hidden: true, structural: true))
                        visitor._field(p0, Espalier.Field(.name("pair.0")))
                        visitor._field(p1, Espalier.Field(.name("pair.scale")))
                    case .identity:
                        visitor.constant("identity", Espalier.Field(.name("case"), structural: true))
                    }
                }

                mutating func update<__U: Espalier.TreeUpdater>(_ updater: inout __U) {
                    switch consume self {
                    case .linear(var p0):
                        updater._field(&p0, Espalier.Field(.name("linear")))
                        self = .linear(p0)
                    case .pair(var p0, var p1):
                        updater._field(&p0, Espalier.Field(.name("pair.0")))
                        updater._field(&p1, Espalier.Field(.name("pair.scale")))
                        self = .pair(p0, scale: p1)
                    case .identity:
                        self = .identity
                    }
                }
            }
            """)
    }

    @Test func indirectEnum() {
        expectExpansion(
            """
            @Module
            indirect enum Layer {
                case leaf(Tensor)
                case inner(Layer, Int)
            }
            """,
            """
            indirect enum Layer {
                case leaf(Tensor)
                case inner(Layer, Int)
            }

            extension Layer: Espalier.Tree, Espalier.Module {
                func visit<__V: Espalier.TreeVisitor>(_ visitor: inout __V) {
                    switch self {
                    case .leaf(let p0):
                        visitor.constant("leaf", Espalier.Field(.name("case"), hidden: true, structural: true))
                        visitor._field(p0, Espalier.Field(.name("leaf")))
                    case .inner(let p0, let p1):
                        visitor.constant("inner", Espalier.Field(.name("case"), hidden: true, structural: true))
                        visitor._field(p0, Espalier.Field(.name("inner.0")))
                        visitor._field(p1, Espalier.Field(.name("inner.1")))
                    }
                }

                mutating func update<__U: Espalier.TreeUpdater>(_ updater: inout __U) {
                    func position(_ value: Self) -> Int {
                        switch value {
                        case .leaf: 0
                        case .inner: 1
                        }
                    }
                    func take0(_ value: consuming Self) -> (Tensor) {
                        switch consume value {
                        case .leaf(let p0): return (p0)
                        default: fatalError()
                        }
                    }
                    func take1(_ value: consuming Self) -> (Layer, Int) {
                        switch consume value {
                        case .inner(let p0, let p1): return (p0, p1)
                        default: fatalError()
                        }
                    }
                    switch position(self) {
                    case 0:
                        var (p0) = take0(consume self)
                        updater._field(&p0, Espalier.Field(.name("leaf")))
                        self = .leaf(p0)
                    case 1:
                        var (p0, p1) = take1(consume self)
                        updater._field(&p0, Espalier.Field(.name("inner.0")))
                        updater._field(&p1, Espalier.Field(.name("inner.1")))
                        self = .inner(p0, p1)
                    default: break
                    }
                }
            }
            """)
    }

    @Test func statedConformancesAndAccess() {
        expectExpansion(
            """
            public extension Namespace {
                @Module
                struct Empty {}
            }
            """,
            """
            public extension Namespace {
                struct Empty {

                    /// The modes of the module, and the nodes that it made lazily.
                    public var _status = Espalier.ModuleStatus()
            }
            }

            extension Namespace.Empty: Espalier.Tree, Espalier.Module {
                public func visit<__V: Espalier.TreeVisitor>(_ visitor: inout __V) {
                    visitor.status(self._status)
                    visitor._lazyNodes(self._status)
                }

                public mutating func update<__U: Espalier.TreeUpdater>(_ updater: inout __U) {
                    updater.status(&self._status)
                    updater._lazyNodes(&self._status)
                }
            }
            """)
    }
}
