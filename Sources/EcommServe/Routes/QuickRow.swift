import EcommBase
import EcommHTTP
import EcommTasks

/// The answer to one row of a boosted classifier with nothing special about it: bytes in, bytes out.
/// What it answers is the same, byte for byte, as what the way of all rows answers.
struct QuickRow: Sendable {
  private let scanner: RowScanner
  private let scorer: RowScorer
  private let labels: [String]
  /// What stands between the figures: after the confidence for each answer, and after the probability.
  private let middles: [[UInt8]]
  private let end: [UInt8]

  init?(_ model: ClassModel, _ form: RowForm, _ file: ModelFile, name: String) {
    guard let scanner = RowScanner(form), let scorer = RowScorer(model) else { return nil }
    self.scanner = scanner
    self.scorer = scorer
    labels = model.decision.classes
    middles = LabelValues(file, model).values.map { label in
      Array(",\"model\":".utf8) + JSONWriter.bytes(.string(name))
        + Array(",\"model_version\":".utf8)
        + JSONWriter.bytes(.string(model.id)) + Array(",\"prediction\":".utf8)
        + JSONWriter.bytes(label) + Array(",\"probability\":".utf8)
    }
    end =
      Array(",\"threshold\":".utf8) + JSONWriter.bytes(.number(scorer.threshold))
      + Array("}\n".utf8)
  }

  /// Nil where the row has to go the usual way.
  func answer(_ body: [UInt8], _ live: LiveModel) throws -> HTTPResponse? {
    try withUnsafeTemporaryAllocation(of: Double.self, capacity: scanner.count) { values in
      guard scanner.read(body, into: values) else { return nil }
      let columns = UnsafeBufferPointer(values)
      let chance = try scorer.chance(columns)
      let label = chance >= scorer.threshold ? 1 : 0
      live.record(columns, label: labels[label], score: chance)
      return HTTPResponse(
        status: 200, contentType: "application/json", body: text(chance, label))
    }
  }

  private func text(_ chance: Double, _ label: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 + middles[label].count + end.count)
    bytes.append(contentsOf: "{\"confidence\":".utf8)
    append(label == 1 ? chance : 1 - chance, to: &bytes)
    bytes.append(contentsOf: middles[label])
    append(chance, to: &bytes)
    bytes.append(contentsOf: end)
    return bytes
  }

  private func append(_ number: Double, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: (number.isFinite ? number.description : "null").utf8)
  }
}
