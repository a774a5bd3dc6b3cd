import EcommBase

/// A model that is to take a place, and of segments the table of its customers, which goes with it.
public struct PromotionCandidate: Sendable, Equatable {
  public let model: ModelFile
  /// As CSV.
  public let customers: [UInt8]?

  public init(_ model: ModelFile, customers: [UInt8]? = nil) {
    self.model = model
    self.customers = customers
  }

  /// A file and what stands beside it.
  public static func read(_ path: String) throws -> PromotionCandidate {
    PromotionCandidate(
      try ModelFile.read(path),
      customers: try ModelArchive.bytes(ModelArchive.customers(besideModel: path)))
  }
}
