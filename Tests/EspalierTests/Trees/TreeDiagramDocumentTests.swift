import Testing

import Espalier

/// The diagrams of the documents, whose lines end in fewer spaces or in more, as their editors left them.
@Suite struct TreeDiagramDocumentTests {
    @Test func stackedLinear() {
        #expect(
            trimmed(DocumentModels.StackedLinear(hidden: 10).treeDiagram()) == """
                StackedLinear
                    ├── l1=Linear
                    │   ├── weight=f32[1,10]
                    │   └── bias=f32[1,10]
                    ├── l2=Linear
                    │   ├── weight=f32[10,10]
                    │   └── bias=f32[1,10]
                    └── l3=Linear
                        ├── weight=f32[10,1]
                        └── bias=f32[1,1]
                """)
    }

    @Test func autoEncoder() {
        #expect(
            trimmed(DocumentModels.AutoEncoder().treeDiagram()) == """
                AutoEncoder
                    ├── l1=MaxPool2D
                    │   ├x─ kernel_size=(2, 2)
                    │   ├x─ strides=2
                    │   └x─ padding='valid'
                    ├── l2=Conv2D
                    │   ├── weight=f32[16,1,3,3]
                    │   ├── bias=f32[16,1,1]
                    │   ├x─ in_channels=1
                    │   ├x─ out_channels=16
                    │   ├x─ kernel_size=(3, 3)
                    │   ├x─ padding=('valid', 'same', 'same')
                    │   └x─ strides=1
                    ├── l3=MaxPool2D
                    │   ├x─ kernel_size=(2, 2)
                    │   ├x─ strides=2
                    │   └x─ padding='valid'
                    ├── l4=Conv2D
                    │   ├── weight=f32[32,16,3,3]
                    │   ├── bias=f32[32,1,1]
                    │   ├x─ in_channels=16
                    │   ├x─ out_channels=32
                    │   ├x─ kernel_size=(3, 3)
                    │   ├x─ padding=('valid', 'same', 'same')
                    │   └x─ strides=1
                    ├── l5=Upsample2D
                    │   └x─ scale_factor=2
                    ├── l6=Conv2D
                    │   ├── weight=f32[16,32,3,3]
                    │   ├── bias=f32[16,1,1]
                    │   ├x─ in_channels=32
                    │   ├x─ out_channels=16
                    │   ├x─ kernel_size=(3, 3)
                    │   ├x─ padding=('valid', 'same', 'same')
                    │   └x─ strides=1
                    ├── l7=Upsample2D
                    │   └x─ scale_factor=2
                    ├── l8=Conv2D
                    │   ├── weight=f32[1,16,3,3]
                    │   ├── bias=f32[1,1,1]
                    │   ├x─ in_channels=16
                    │   ├x─ out_channels=1
                    │   ├x─ kernel_size=(3, 3)
                    │   ├x─ padding=('valid', 'same', 'same')
                    │   └x─ strides=1
                    └── l9=Conv2D
                        ├── weight=f32[1,1,1,1]
                        ├── bias=f32[1,1,1]
                        ├x─ in_channels=1
                        ├x─ out_channels=1
                        ├x─ kernel_size=(1, 1)
                        ├x─ padding=('valid', 'same', 'same')
                        └x─ strides=1
                """)
    }

    @Test func stackedLinearOfKernex() {
        #expect(
            trimmed(DocumentModels.StackedLinear(hidden: 128).treeDiagram(style: .kernex)) == """
                StackedLinear
                    ├── l1=Linear
                    │   ├── weight=f32[1,128]
                    │   └── bias=f32[1,128]
                    ├── l2=Linear
                    │   ├── weight=f32[128,128]
                    │   └── bias=f32[1,128]
                    └──l3=Linear
                        ├── weight=f32[128,1]
                        └── bias=f32[1,1]
                """)
    }

    @Test func frozenLayer() {
        var model = DocumentModels.StackedLinear(hidden: 10)
        model.l1 = model.l1.frozen()
        #expect(
            trimmed(model.treeDiagram()) == """
                StackedLinear
                    ├── l1=Linear
                    │   ├#─ weight=f32[1,10]
                    │   └#─ bias=f32[1,10]
                    ├── l2=Linear
                    │   ├── weight=f32[10,10]
                    │   └── bias=f32[1,10]
                    └── l3=Linear
                        ├── weight=f32[10,1]
                        └── bias=f32[1,1]
                """)
    }

    @Test func frozenModel() {
        let lines = DocumentModels.AutoEncoder().frozen().treeDiagram()
            .split(separator: "\n").map(String.init)
        #expect(lines[1] == "    ├#─ l1=MaxPool2D")
        #expect(lines[2] == "    │   ├x─ kernel_size=(2, 2)")
        #expect(lines[6] == "    │   ├#─ weight=f32[16,1,3,3]")
    }
}

/// The text without spaces at the ends of lines.
private func trimmed(_ text: String) -> String {
    text.replacing(#/\ +(?=\n|$)/#, with: "")
}
