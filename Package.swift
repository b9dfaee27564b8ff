// swift-tools-version: 6.1
import CompilerPluginSupport
import PackageDescription

let package = Package(
    name: "Espalier",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "PJRT", targets: ["PJRT"]),
        .library(name: "Espalier", targets: ["Espalier"]),
        .library(name: "EspalierIO", targets: ["EspalierIO"]),
        .library(name: "EspalierNN", targets: ["EspalierNN"]),
        .library(name: "EspalierOptimizers", targets: ["EspalierOptimizers"]),
        .library(name: "EspalierStencils", targets: ["EspalierStencils"]),
        .library(name: "EspalierTraining", targets: ["EspalierTraining"]),
        .library(name: "EspalierVisuals", targets: ["EspalierVisuals"]),
    ],
    dependencies: [
        .package(url: "https://github.com/swiftlang/swift-syntax", "602.0.0"..<"604.0.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .target(name: "CPJRT"),
        .target(name: "PJRT", dependencies: ["CPJRT"], exclude: ["README.md"]),
        .macro(
            name: "EspalierMacros",
            dependencies: [
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacroExpansion", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
                .product(name: "SwiftCompilerPlugin", package: "swift-syntax"),
            ]),
        .target(
            name: "Espalier",
            dependencies: [
                "PJRT", "EspalierMacros",
                .product(name: "Numerics", package: "swift-numerics"),
                .product(name: "OrderedCollections", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Effects/README.md", "Trees/README.md", "Windows/README.md"]),
        .target(
            name: "EspalierIO",
            dependencies: ["Espalier", "PJRT", .product(name: "Logging", package: "swift-log")]),
        .target(name: "EspalierNN", dependencies: ["Espalier", "PJRT"]),
        .target(
            name: "EspalierOptimizers",
            dependencies: ["Espalier", .product(name: "Logging", package: "swift-log")]),
        .target(name: "EspalierStencils", dependencies: ["Espalier"]),
        .target(
            name: "EspalierTraining",
            dependencies: [
                "Espalier", "EspalierIO", "EspalierOptimizers", "PJRT",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(name: "EspalierVisuals", dependencies: ["Espalier", "EspalierIO"]),
        .executableTarget(name: "CheckPlugin", dependencies: ["Espalier", "PJRT"]),
        .executableTarget(
            name: "convnet",
            dependencies: [
                "Espalier", "EspalierIO", "EspalierNN", "EspalierOptimizers", "EspalierTraining",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Examples/ConvNet", exclude: ["README.md"]),
        .executableTarget(
            name: "digits",
            dependencies: [
                "Espalier", "EspalierIO", "PJRT",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Examples/Digits", exclude: ["Data/README.md"],
            resources: [.copy("Data/digits.csv")]),
        .executableTarget(
            name: "equinox",
            dependencies: [
                "Espalier", "EspalierIO", "EspalierNN", "EspalierOptimizers",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Examples/Equinox", exclude: ["README.md"]),
        .executableTarget(
            name: "pytreeclass",
            dependencies: [
                "Espalier", "EspalierIO", "EspalierNN", "EspalierOptimizers", "EspalierStencils",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Examples/PyTreeClass", exclude: ["README.md"]),
        .executableTarget(
            name: "stencils",
            dependencies: [
                "Espalier", "EspalierIO", "EspalierStencils",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Examples/Stencils", exclude: ["README.md", "Data/README.md"],
            resources: [.copy("Data/summer-palace.ppm")]),
        .executableTarget(
            name: "kernex",
            dependencies: [
                "Espalier", "EspalierIO",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Examples/Kernex", exclude: ["README.md"]),
        .executableTarget(
            name: "toylib",
            dependencies: [
                "Espalier", "EspalierIO",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Examples/Toylib", exclude: ["README.md"],
            resources: [.copy("Data/regression.csv")]),
        .executableTarget(
            name: "tour",
            dependencies: [
                "Espalier", "EspalierIO", "EspalierNN", "EspalierOptimizers", "EspalierStencils",
                "EspalierVisuals",
            ],
            path: "Examples/Tour"),
        .executableTarget(
            name: "transformer",
            dependencies: [
                "Espalier", "EspalierIO", "EspalierNN", "EspalierOptimizers",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Examples/Transformer", exclude: ["README.md", "Data/README.md"],
            resources: [.copy("Data/genesis.txt")]),
        .executableTarget(
            name: "treex",
            dependencies: [
                "Espalier", "EspalierIO", "EspalierNN",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Examples/Treex", exclude: ["README.md"]),
        .target(
            name: "TestSupport", dependencies: [.product(name: "Logging", package: "swift-log")],
            path: "Tests/TestSupport"),
        .target(
            name: "EspalierTestSupport",
            dependencies: ["Espalier", .product(name: "Numerics", package: "swift-numerics")],
            path: "Tests/EspalierTestSupport"),
        // The same expressions, without the library in sight and with it.
        .target(name: "WithoutEspalier", path: "Tests/PlainSwift/WithoutEspalier"),
        .target(
            name: "WithEspalier",
            dependencies: [
                "Espalier", "EspalierIO", "EspalierNN", "EspalierOptimizers", "EspalierStencils",
                "EspalierTraining", "EspalierVisuals",
            ],
            path: "Tests/PlainSwift/WithEspalier", swiftSettings: [.define("WITH_ESPALIER")]),
        .testTarget(name: "PJRTTests", dependencies: ["PJRT", "TestSupport"]),
        .testTarget(
            name: "EspalierTests",
            dependencies: [
                "Espalier", "EspalierTestSupport", "TestSupport", "WithEspalier", "WithoutEspalier",
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "EspalierIOTests",
            dependencies: [
                "EspalierIO", "TestSupport", .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Fixtures"]),
        .testTarget(name: "EspalierNNTests", dependencies: ["EspalierNN", "EspalierTestSupport"]),
        .testTarget(
            name: "EspalierOptimizersTests",
            dependencies: [
                "EspalierOptimizers", "EspalierTestSupport", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "EspalierStencilsTests",
            dependencies: ["EspalierStencils", "EspalierTestSupport", "TestSupport"]),
        .testTarget(
            name: "EspalierTrainingTests",
            dependencies: [
                "EspalierTraining", "EspalierIO", "EspalierNN", "EspalierOptimizers", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "EspalierVisualsTests", dependencies: ["EspalierVisuals", "TestSupport"]),
        // Depending on the plugin itself would build all tests and the library for the compiler's side, too.
        .testTarget(name: "EspalierMacrosTests", dependencies: ["Espalier", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
