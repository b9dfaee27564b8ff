import Testing

@Suite struct DiagnosticTests {
    @Test(arguments: [("class", "a class"), ("actor", "an actor"), ("protocol", "a protocol")])
    func onlyStructsAndEnums(keyword: String, name: String) {
        expectExpansion(
            "@Module \(keyword) Layer {}", "\(keyword) Layer {}",
            diagnostics: [
                ExpectedDiagnostic(
                    message:
                        "@Module makes a tree of values out of a struct or an enum; it can't be "
                        + "applied to \(name)",
                    line: 1, column: 1)
            ])
    }

    @Test func contradictingMarkers() {
        expectExpansion(
            """
            @Module
            struct Layer {
                @BatchStat @Cache var a: Tensor
                @Static @BatchStat var b: Tensor
                @Field(kind: Mine.self) @Loss var c: Tensor
                @Log @Log var d: Tensor
            }
            """,
            """
            struct Layer {
                var a: Tensor
                var b: Tensor
                var c: Tensor
                var d: Tensor

                /// The modes of the module, and the nodes that it made lazily.
                var _status = Espalier.ModuleStatus()
            }

            extension Layer: Espalier.Tree, Espalier.Module {
                func visit<__V: Espalier.TreeVisitor>(_ visitor: inout __V) {
                    visitor.status(self._status)
                    visitor._field(self.a, Espalier.Field(.name("a"), kind: Espalier.Cache.self))
                    visitor._staticField(self.b, Espalier.Field(.name("b"), kind: Espalier.BatchStat.self))
                    visitor._field(self.c, Espalier.Field(.name("c"), kind: Espalier.Loss.self))
                    visitor._field(self.d, Espalier.Field(.name("d"), kind: Espalier.Log.self))
                    visitor._lazyNodes(self._status)
                }

                mutating func update<__U: Espalier.TreeUpdater>(_ updater: inout __U) {
                    updater.status(&self._status)
                    updater._field(&self.a, Espalier.Field(.name("a"), kind: Espalier.Cache.self))
                    updater._field(&self.c, Espalier.Field(.name("c"), kind: Espalier.Loss.self))
                    updater._field(&self.d, Espalier.Field(.name("d"), kind: Espalier.Log.self))
                    updater._lazyNodes(&self._status)
                }
            }
            """,
            diagnostics: [
                ExpectedDiagnostic(
                    message: "a property has one kind, and @BatchStat gives one already",
                    line: 3, column: 16),
                ExpectedDiagnostic(
                    message:
                        "a @Static property is a constant and has no kind; remove @Static or the "
                        + "kind that @BatchStat gives",
                    line: 4, column: 5),
                ExpectedDiagnostic(
                    message: "a property has one kind, and @Field gives one already",
                    line: 5, column: 29),
                ExpectedDiagnostic(message: "@Log is given twice", line: 6, column: 10),
            ])
    }

    @Test func markersBelongOnStoredPropertiesOfModules() {
        expectExpansion(
            """
            struct Plain {
                @BatchStat var a: Tensor
            }
            @Module
            struct Layer {
                @Cache var b: Tensor { 1 }
                @Cache static var c: Tensor
                @Cache func d() {}
            }
            """,
            """
            struct Plain {
                var a: Tensor
            }
            struct Layer {
                var b: Tensor { 1 }
                static var c: Tensor
                func d() {}

                /// The modes of the module, and the nodes that it made lazily.
                var _status = Espalier.ModuleStatus()
            }

            extension Layer: Espalier.Tree, Espalier.Module {
                func visit<__V: Espalier.TreeVisitor>(_ visitor: inout __V) {
                    visitor.status(self._status)
                    visitor._lazyNodes(self._status)
                }

                mutating func update<__U: Espalier.TreeUpdater>(_ updater: inout __U) {
                    updater.status(&self._status)
                    updater._lazyNodes(&self._status)
                }
            }
            """,
            diagnostics: [
                ExpectedDiagnostic(
                    message: "@BatchStat has a meaning only inside a type marked @Module",
                    line: 2, column: 5),
                ExpectedDiagnostic(
                    message: "@Cache can only be put on a stored instance property", line: 6,
                    column: 5),
                ExpectedDiagnostic(
                    message: "@Cache can only be put on a stored instance property", line: 7,
                    column: 5),
                ExpectedDiagnostic(
                    message: "@Cache can only be put on a stored instance property", line: 8,
                    column: 5),
            ])
    }

    @Test func conditionalMembers() {
        expectExpansion(
            """
            @Module
            struct Layer {
                #if os(Linux)
                var a: Tensor
                #endif
                #if DEBUG
                func check() {}
                #endif
            }
            """,
            """
            struct Layer {
                #if os(Linux)
                var a: Tensor
                #endif
                #if DEBUG
                func check() {}
                #endif

                /// The modes of the module, and the nodes that it made lazily.
                var _status = Espalier.ModuleStatus()
            }

            extension Layer: Espalier.Tree, Espalier.Module {
                func visit<__V: Espalier.TreeVisitor>(_ visitor: inout __V) {
                    visitor.status(self._status)
                    visitor._lazyNodes(self._status)
                }

                mutating func update<__U: Espalier.TreeUpdater>(_ updater: inout __U) {
                    updater.status(&self._status)
                    updater._lazyNodes(&self._status)
                }
            }
            """,
            diagnostics: [
                ExpectedDiagnostic(
                    message:
                        "@Module can't see which of the stored properties or cases inside '#if' "
                        + "exist; move them out of it",
                    line: 3, column: 5)
            ])
    }
}
