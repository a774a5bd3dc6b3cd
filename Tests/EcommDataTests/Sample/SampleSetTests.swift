import EcommBase
import EcommData
import Testing

@Suite struct SampleSetTests {
  private static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/") + "/Data"
  }()

  @Test(arguments: Sample.all.map(\.name))
  func `Data holds what the program makes`(name: String) throws {
    let set = try #require(Sample.named(name))
    let kept = try SmallFile.bytes("\(Self.folder)/\(set.fileName)")
    let made = try MadeSample(name).bytes
    #expect(made.count == kept.count)
    #expect(SHA256.hex(of: made) == SHA256.hex(of: kept))
  }

  @Test(arguments: ["transactions", "sessions", "events", "products", "payments"])
  func `A line for each row, at any size`(name: String) throws {
    for rows in [0, 1, 7, 500, 3001] {
      #expect(try MadeSample(name, rows: rows).records.count == rows)
    }
  }

  @Test func `An order element for each row, at any size`() throws {
    for rows in [0, 1, 7, 900, 2500] {
      let lines = try MadeSample("orders", rows: rows).lines
      #expect(lines.count { $0 == "<order>" } == rows)
      #expect(lines.last == "</orders>")
    }
  }

  @Test(arguments: Sample.all.map(\.name))
  func `Another seed makes another file`(name: String) throws {
    let one = try MadeSample(name, rows: 200, seed: 1).bytes
    #expect(try MadeSample(name, rows: 200, seed: 1).bytes == one)
    #expect(try MadeSample(name, rows: 200, seed: 2).bytes != one)
  }

  @Test func `Blocks stay small and whole`() throws {
    var largest = 0
    var blocks = 0
    try Sample.named("sessions")?.write(rows: 9000) { block in
      largest = max(largest, block.count)
      blocks += 1
      #expect(block.last == 10)
    }
    #expect(blocks > 1)
    #expect(largest < 1 << 19)
  }

  @Test(arguments: [-1, Sample.rowLimit + 1])
  func `Impossible numbers of rows are refused`(rows: Int) {
    #expect(throws: SampleError.rows(rows)) { try MadeSample("orders", rows: rows) }
  }

  @Test func `A sink that fails ends the writing`() {
    struct Full: Error {}
    #expect(throws: Full.self) {
      try Sample.named("events")?.write(rows: 9000) { _ in throw Full() }
    }
  }
}
