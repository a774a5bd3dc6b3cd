import EcommData

extension SeriesPanel {
  /// What is summed, and the regressors, each a value for every period and series.
  var columns: [Column] {
    [Column(Self.sums, .numbers(series.flatMap(\.values)))]
      + regressors.enumerated().map { place, name in
        Column(name, .numbers(series.flatMap { $0.regressors[place] }))
      }
  }

  var referenceColumns: [ColumnReference] { columns.map(ColumnReference.init) }

  /// The name that the sums of periods go by.
  private static let sums = "sum"
}
