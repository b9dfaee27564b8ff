// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "EspalierBenchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "Espalier", path: ".."),
        .package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"),
    ],
    targets: [
        .executableTarget(
            name: "HostOverhead",
            dependencies: [
                .product(name: "Espalier", package: "Espalier"),
                .product(name: "PJRT", package: "Espalier"),
                .product(name: "Benchmark", package: "swift-benchmark"),
            ]),
        .target(
            name: "Workloads", dependencies: [.product(name: "Espalier", package: "Espalier")]),
        .executableTarget(
            name: "LinearAlgebra",
            dependencies: ["Workloads", .product(name: "Espalier", package: "Espalier")]),
        .executableTarget(
            name: "Stencils",
            dependencies: [
                "Workloads",
                .product(name: "Espalier", package: "Espalier"),
                .product(name: "EspalierStencils", package: "Espalier"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
