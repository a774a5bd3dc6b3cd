import EcommData

extension Table {
  /// At most so many rows, evenly from all of them.
  public func evenly(_ most: Int) -> Table {
    guard rowCount > most, most > 0 else { return self }
    return selecting(rows: (0..<most).map { $0 * rowCount / most })
  }
}
