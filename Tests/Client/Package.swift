// swift-tools-version: 6.1
import CompilerPluginSupport
import PackageDescription

// A package as a user's: it depends on Espalier and, for a macro of its own, on another swift-syntax than the newest.
let package = Package(
    name: "Client",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "Espalier", path: "../.."),
        .package(url: "https://github.com/swiftlang/swift-syntax", "602.0.0"..<"603.0.0"),
    ],
    targets: [
        .macro(
            name: "ClientMacros",
            dependencies: [
                .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
                .product(name: "SwiftCompilerPlugin", package: "swift-syntax"),
            ]),
        .executableTarget(
            name: "Client",
            dependencies: [
                "ClientMacros",
                .product(name: "Espalier", package: "Espalier"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
