import EcommBase

/// Expected values that a script in Tests/Oracles got from another implementation.
public enum Oracle {
  public static func read(_ name: String) throws -> JSON {
    let path = SourceTree.root + "/Tests/Oracles/" + name
    return try JSONReader.read(SmallFile.bytes(path), file: path)
  }
}

/// Equal up to `tolerance` of the larger one, or of one.
public func isClose(_ a: Double, _ b: Double, within tolerance: Double) -> Bool {
  a == b || abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}
