import EcommBase
import EcommTestKit
import Glibc
import Testing

/// The table of command lines in Tests/Commands and what each prints.
@Suite struct GoldenRunTests {
  static let files = SourceTree.files(under: "Tests/Commands", ending: ".txt")

  static let cases: [GoldenCase] = files.flatMap { file in
    GoldenCase.parse((try? SmallFile.read(SourceTree.root + "/" + file)) ?? "")
  }

  @Test func thereAreCases() { #expect(Self.cases.count >= 20) }

  @Test(arguments: cases) func printsWhatItMust(golden: GoldenCase) throws {
    let seen = try golden.run()
    #expect(seen.out == golden.out)
    #expect(seen.err == golden.err)
    #expect(seen.exit == golden.exit)
  }

  @Test(.enabled(if: getenv("ECOMML_UPDATE_GOLDEN") != nil), arguments: files)
  func update(file: String) throws {
    let path = SourceTree.root + "/" + file
    let cases = GoldenCase.parse(try SmallFile.read(path))
    let text = try cases.map { try $0.run().text }.joined(separator: "\n")
    try AtomicFile.write(Array(text.utf8), to: path)
  }
}
