import EcommBase
import EcommData

/// What a classifier was shown and what it answered, as columns that later ones are held against.
enum ClassAnswersSeen {
  static func reference(
    _ input: ClassInput, _ judged: JudgedRows, _ decision: ClassDecision
  ) -> ModelReference {
    let name = input.schema.first { $0.role == .target }?.name ?? "target"
    return ModelReference(
      columns: input.data.table.columns.map(ColumnReference.init),
      target: ColumnReference(target(name, input.data.labels, decision)),
      prediction: ColumnReference(prediction(judged.probabilities, decision)))
  }

  static func target(_ name: String, _ labels: [Int], _ decision: ClassDecision) -> Column {
    Column(name, classes(labels, decision))
  }

  /// The chance of the positive of two classes, else the likeliest class.
  static func prediction(_ probabilities: Matrix, _ decision: ClassDecision) -> Column {
    guard !decision.isBinary else {
      return Column("probability", .numbers(probabilities.column(1)))
    }
    return Column(
      "prediction",
      classes((0..<probabilities.rows).map { decision.label(probabilities.row($0)) }, decision))
  }

  private static func classes(_ labels: [Int], _ decision: ClassDecision) -> ColumnValues {
    .categories(Categories(of: labels.map { decision.classes[$0] }))
  }
}
