// swift-tools-version: 6.2
import PackageDescription

// Imports run one way; Tests/ArchitectureTests reads every import line against this table.
let core = ["EcommBase", "EcommData", "EcommLearn", "EcommTasks"]

func room(_ name: String, _ dependencies: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies.map { .init(stringLiteral: $0) })
}

func tests(_ name: String, _ dependencies: [String]) -> Target {
  .testTarget(
    name: name, dependencies: (dependencies + ["EcommTestKit"]).map { .init(stringLiteral: $0) })
}

let package = Package(
  name: "ecomml",
  products: [
    .executable(name: "ecomml", targets: ["ecomml"]),
    .library(name: "EcommCore", targets: core),
  ],
  targets: [
    .systemLibrary(name: "CKernels"),
    .systemLibrary(name: "CEvents"),
    room("EcommBase", ["CKernels"]),
    room("EcommData", ["EcommBase", "CKernels"]),
    room("EcommLearn", ["EcommBase", "CKernels"]),
    room("EcommTasks", ["EcommBase", "EcommData", "EcommLearn"]),
    room("EcommHTTP", ["EcommBase", "CEvents"]),
    room("EcommTrack", ["EcommBase", "EcommHTTP"]),
    room("EcommReport", core),
    room("EcommServe", ["EcommHTTP", "EcommReport"] + core),
    room("EcommCLI", ["EcommHTTP", "EcommServe", "EcommReport", "EcommTrack"] + core),
    .executableTarget(name: "ecomml", dependencies: ["EcommCLI"]),
    .executableTarget(
      name: "ecomml-bench",
      dependencies: ["EcommBase", "EcommData", "EcommLearn", "EcommTasks", "EcommReport"],
      path: "Benchmarks/ecomml-bench"),

    .target(name: "EcommTestKit", dependencies: ["EcommBase"], path: "Tests/EcommTestKit"),
    tests("ArchitectureTests", ["EcommBase"]),
    tests("EcommBaseTests", ["EcommBase"]),
    tests("EcommDataTests", ["EcommBase", "EcommData"]),
    tests("EcommLearnTests", ["EcommBase", "EcommLearn"]),
    tests("EcommTasksTests", core),
    tests("EcommHTTPTests", ["EcommBase", "EcommHTTP"]),
    tests("EcommTrackTests", ["EcommBase", "EcommHTTP", "EcommTrack"]),
    tests("EcommReportTests", ["EcommReport"] + core),
    tests("EcommServeTests", ["EcommHTTP", "EcommServe"] + core),
    tests("EcommCLITests", ["EcommCLI"] + core),
  ],
  swiftLanguageModes: [.v6]
)
