import EcommBase
import EcommData

extension Preparation {
  private static let types: [any PreparationStep.Type] = [
    DateParts.self, Ratios.self, CategoryLevels.self, TargetEncoding.self, Logarithms.self,
    Imputation.self, OneHot.self, Scaling.self,
  ]

  /// One object for each step, with its name.
  var json: [JSON] {
    steps.map { Self.named(type(of: $0).name, $0.json) }
      + (text.map { [Self.named(TextTerms.name, $0.json)] } ?? [])
  }

  private static func named(_ name: String, _ content: JSON.Object) -> JSON {
    var content = content
    content["step"] = .string(name)
    return .object(content)
  }

  /// Checked against the schema by running it on no rows: every column that a step needs is there.
  init(_ steps: [JSONFields], schema: [SchemaColumn]) throws {
    var fitted: [any PreparationStep] = []
    var text: TextTerms?
    for (place, fields) in steps.enumerated() {
      let name = try fields.string("step")
      if name == TextTerms.name, place == steps.count - 1 {
        text = try TextTerms(fields)
      } else if let type = Self.types.first(where: { $0.name == name }) {
        fitted.append(try type.init(fields))
      } else {
        throw fields.fault("step", expected: "a step that this program knows")
      }
    }
    self.steps = fitted
    self.text = text
    _ = try apply(Schema.empty(schema), parallel: .serial)
  }
}
