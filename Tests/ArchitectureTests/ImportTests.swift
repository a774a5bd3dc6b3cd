import EcommBase
import EcommTestKit
import Testing

/// Imports run one way. The compiler alone does not keep it: an incremental build can find a module
/// that was not declared.
@Suite struct ImportTests {
  static let allowed: [String: Set<String>] = {
    let core: Set = ["EcommBase", "EcommData", "EcommLearn", "EcommTasks"]
    return [
      "CKernels": [],
      "CEvents": [],
      "EcommBase": ["CKernels"],
      "EcommData": ["EcommBase", "CKernels"],
      "EcommLearn": ["EcommBase", "CKernels"],
      "EcommTasks": ["EcommBase", "EcommData", "EcommLearn"],
      "EcommHTTP": ["EcommBase", "CEvents"],
      "EcommTrack": ["EcommBase", "EcommHTTP"],
      "EcommReport": core,
      "EcommServe": core.union(["EcommHTTP", "EcommReport"]),
      "EcommCLI": core.union(["EcommHTTP", "EcommReport", "EcommServe", "EcommTrack"]),
      "ecomml": ["EcommCLI"],
    ]
  }()

  /// The parts of the toolchain that the program is made of. Foundation is not among them: one use of
  /// it makes the binary three times as large.
  static let toolchain: Set = ["Glibc", "Dispatch", "Synchronization"]

  @Test func everyImportIsInTheTable() throws {
    let files = SourceTree.files(under: "Sources", ending: ".swift")
    #expect(files.count > 50)
    for file in files {
      let module = String(file.split(separator: "/")[1])
      let known = try #require(Self.allowed[module], "\(module) is not in the table")
      for name in try imports(file) where !Self.toolchain.contains(name) {
        #expect(known.contains(name), "\(file) imports \(name)")
      }
    }
  }

  @Test func everyRoomIsInTheTable() {
    let rooms = Set(
      SourceTree.files(under: "Sources", ending: ".swift").map {
        String($0.split(separator: "/")[1])
      })
    #expect(rooms == Set(Self.allowed.keys).subtracting(["CKernels", "CEvents"]))
  }

  /// What no file of the program may contain, and why.
  @Test(arguments: [
    ("try!", "ends the program on an error"), ("fatalError(", "ends the program"),
    ("unsafeFlags", "forbids use as a dependency"), ("Ounchecked", "takes safety away"),
  ])
  func neverContains(word: String, why: String) throws {
    for file in SourceTree.files(under: "Sources", ending: ".swift") + ["Package.swift"] {
      let text = try SmallFile.read(SourceTree.root + "/" + file)
      #expect(!text.contains(word), "\(file) has \(word), which \(why)")
    }
  }

  @Test func sharingWithoutProofStaysInOneFile() throws {
    for file in SourceTree.files(under: "Sources", ending: ".swift")
    where !file.hasSuffix("/Parallel.swift") {
      let text = try SmallFile.read(SourceTree.root + "/" + file)
      #expect(!text.contains("@unchecked Sendable"), "\(file)")
      #expect(!text.contains("nonisolated(unsafe)"), "\(file)")
    }
  }

  private func imports(_ file: String) throws -> [String] {
    try SmallFile.read(SourceTree.root + "/" + file).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").filter { !$0.hasPrefix("@") && $0 != "public" }
      guard words.first == "import", words.count > 1 else { return nil }
      let path =
        words.count > 2 && ["struct", "enum", "func", "class"].contains(words[1])
        ? words[2] : words[1]
      return path.split(separator: ".").first.map(String.init)
    }
  }
}
