import Espalier
import EspalierVisuals

extension Dense: Layer {}

extension Tour {
    static func looking(page: String) throws {
        let model = Network(key: Key(0))
        print(model.second)
        print(model.treeBox(input: .zeros([32, 1])))
        print(model.summary(input: .zeros([32, 1]), names: true))
        try model.save(.html, to: page)
    }
}
