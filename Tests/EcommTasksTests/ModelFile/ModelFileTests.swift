import EcommBase
import EcommTasks
import EcommTestKit
import Testing

@Suite struct ModelFileTests {
  static let sample = ModelFile(
    task: .forecast, learner: "seasonal-naive",
    data: DataSummary(
      rows: 10, columns: 2, rejectedRows: 1, fingerprint: "abc", firstDate: "2025-01-01",
      lastDate: "2025-02-01"),
    schema: [
      SchemaColumn(name: "day", type: .date, role: .date),
      SchemaColumn(
        name: "city", type: .category, role: .feature, missing: .allow,
        categories: ["Łódź", "\"x\""],
        range: nil),
      SchemaColumn(name: "value", type: .number, role: .value, range: -1.5...1e300),
    ],
    settings: JSON.Object([("horizon", 14)]),
    model: ["season": .numbers([1, 2.5]), "deviation": 0.1])

  @Test func comesBackTheSame() throws {
    let read = try ModelFile.parse(Self.sample.bytes, file: "m.json")
    #expect(read == Self.sample)
    #expect(read.bytes == Self.sample.bytes)
  }

  @Test func theIdBelongsToTheContent() {
    var other = Self.sample
    #expect(other.id == Self.sample.id)
    #expect(other.id.count == 16)
    other.settings["horizon"] = 15
    #expect(other.id != Self.sample.id)
  }

  @Test func theFileIsCanonical() {
    let text = String(decoding: Self.sample.bytes, as: UTF8.self)
    #expect(text.hasSuffix("}\n"))
    let keys = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }
      .map { String($0.split(separator: "\"")[1]) }
    #expect(keys == keys.sorted())
    #expect(keys.first == "data" && keys.contains("id"))
  }

  /// Every byte of a model can be damaged; none of it goes unnoticed.
  @Test func noticesEveryChange() throws {
    let bytes = Self.sample.bytes
    for place in bytes.indices where ![10, 32].contains(bytes[place]) {
      var changed = bytes
      changed[place] ^= 1
      #expect(throws: (any Error).self, "byte \(place)") {
        try ModelFile.parse(changed, file: "m.json")
      }
    }
  }

  @Test func noticesEveryTruncation() {
    let bytes = Self.sample.bytes
    for length in 0..<bytes.count - 1 {
      #expect(throws: (any Error).self) { try ModelFile.parse(Array(bytes[..<length]), file: "m") }
    }
  }

  @Test(arguments: ["{}", "[]", "1", #"{"format":"other"}"#]) func refusesOtherJSON(text: String) {
    #expect(throws: ModelFileError.notAModel(file: "m")) {
      try ModelFile.parse(Array(text.utf8), file: "m")
    }
  }

  @Test func refusesAnotherVersion() {
    #expect(throws: ModelFileError.unknownVersion(file: "m", version: 2)) {
      try ModelFile.parse(Array(#"{"format":"ecomml-model","version":2}"#.utf8), file: "m")
    }
  }

  @Test func differencesNameThePath() throws {
    var other = Self.sample
    other.settings["horizon"] = 15
    other.settings["season"] = 7
    let paths = try ModelDifference.between(Self.sample, other).map(\.path)
    #expect(paths == ["id", "settings/horizon", "settings/season"])
    #expect(try ModelDifference.between(other, other).isEmpty)
  }

  @Test func theHistoryKeepsWhatWasAppended() throws {
    let folder = try TemporaryFolder()
    let history = ModelHistory(besideModel: folder.path("sales.json"))
    #expect(try history.events().isEmpty)
    let events = (1...3).map {
      ModelHistory.Event(time: $0, action: "trained", name: "sales", id: "\($0)", details: ["k": 1])
    }
    for event in events { try history.append(event) }
    #expect(try history.events() == events)
  }

  @Test(arguments: ["90071992547409", "-90071992547409", "1.5", "\"now\""])
  func timesBeyondTheCalendarArePassedOver(time: String) throws {
    let folder = try TemporaryFolder()
    let history = ModelHistory(besideModel: folder.path("sales.json"))
    let line = #"{"time":\#(time),"action":"trained","name":"sales","id":"a"}"# + "\n"
    try AtomicFile.write(Array(line.utf8), to: history.path)
    #expect(try history.events().map(\.isoTime).isEmpty)
  }

  /// A crash in the middle of the last line costs that line only.
  @Test func theHistorySurvivesACutLine() throws {
    let folder = try TemporaryFolder()
    let history = ModelHistory(besideModel: folder.path("sales.json"))
    let event = ModelHistory.Event(time: 1, action: "trained", name: "sales", id: "a")
    try history.append(event)
    let bytes = try SmallFile.bytes(history.path)
    try AtomicFile.write(bytes + bytes.dropLast(9), to: history.path)
    #expect(try history.events() == [event])
  }
}
