/// What a page says of the run that made it: what was read and decided, what to beware of, and the command
/// that makes it again.
public struct PageRun: Sendable {
  public var command: String
  public var notes: [String]
  public var warnings: [String]
  /// Of the program.
  public var version: String

  public init(
    command: String = "", notes: [String] = [], warnings: [String] = [], version: String = ""
  ) {
    self.command = command
    self.notes = notes
    self.warnings = warnings
    self.version = version
  }

  var data: Markup {
    section("Data") { $0.list(notes) }
  }

  var again: Markup {
    section("Again") { section in
      guard !command.isEmpty else { return }
      section.command(command)
      section.paragraph(
        "The same input, settings and version give the same numbers"
          + (version.isEmpty ? "." : "; this one was made by ecomml \(version)."))
    }
  }

  private func section(_ heading: String, _ content: (inout Section) -> Void) -> Markup {
    var section = Section()
    content(&section)
    var markup = Markup()
    guard !section.markup.text.isEmpty else { return markup }
    markup.element("section") {
      $0.element("h2", [:], heading)
      $0.append(section.markup)
    }
    return markup
  }
}
