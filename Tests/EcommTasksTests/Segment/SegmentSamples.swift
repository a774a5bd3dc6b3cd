import EcommBase
import EcommData
import EcommTestKit

@testable import EcommTasks

/// Purchases as text, and the sample data with its planted kinds.
enum SegmentSamples {
  static let header = "invoice,customer,date,quantity,price,product,country\n"

  static func source(
    _ lines: String, change: (inout ReadOptions) -> Void = { _ in }
  ) throws -> PurchaseSource {
    let folder = try TemporaryFolder()
    try AtomicFile.write(Array(lines.utf8), to: folder.path("a.csv"))
    var options = ReadOptions()
    change(&options)
    return PurchaseSource(try TableReader.read(folder.path("a.csv"), options))
  }

  static func input(
    _ lines: String, change: (inout SegmentInput.Wishes) -> Void = { _ in }
  ) throws -> SegmentInput {
    var wishes = SegmentInput.Wishes()
    change(&wishes)
    return try SegmentInput(try source(header + lines), wishes: wishes)
  }

  static let transactions = SourceTree.root + "/Data/transactions.csv"

  static func sample(
    change: (inout SegmentInput.Wishes) -> Void = { _ in }
  ) throws -> SegmentInput {
    var wishes = SegmentInput.Wishes()
    change(&wishes)
    return try SegmentInput(
      PurchaseSource(try TableReader.read(transactions)), wishes: wishes)
  }

  /// Trained once: choosing k takes a second in debug.
  static let trained = Result { try SegmentTraining.train(sample(), settings: fast) }

  /// Fewer starts, for tests without optimisation.
  static var fast: SegmentSettings {
    var settings = SegmentSettings()
    settings.starts = 3
    return settings
  }
}
