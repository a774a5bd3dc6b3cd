/// The manual page, made from the declarations: what `man ecomml` shows.
enum ManPage {
  static func text(_ commands: [Command]) -> String {
    let head = [
      ".TH ECOMML 1 \"\" \"ecomml \(VersionCommand.version)\"",
      ".SH NAME", "ecomml \\- machine learning for an online shop, in one program",
      ".SH SYNOPSIS", ".B ecomml", "COMMAND [INPUT...] [options]",
      ".SH EXAMPLES", ".nf",
    ]
    let status = [
      ".SH EXIT STATUS",
      "0 done; 1 the run failed; 2 usage; 3 a gate said no: drift found, challenger not better, "
        + "figures moved.",
    ]
    return
      (head + Commands.tour.map { escaped("ecomml " + $0) } + [".fi", ".SH COMMANDS"]
      + commands.flatMap(page) + status).joined(separator: "\n")
  }

  private static func page(_ command: Command) -> [String] {
    let inputs = command.inputs.placeholder.isEmpty ? "" : " " + command.inputs.placeholder
    let options = command.options.flatMap { option -> [String] in
      let value = option.placeholder.map { " " + $0 } ?? ""
      let usual = option.defaultText.map { " [\($0)]" } ?? ""
      return [".TP", ".B " + escaped("--\(option.name)\(value)"), escaped(option.help + usual)]
    }
    return [".SS " + escaped("ecomml \(command.name)\(inputs)"), escaped(command.summary + ".")]
      + options + command.notes.flatMap { [".PP", escaped($0)] }
  }

  /// A hyphen of a command is one that can be copied; a line that begins with a dot or a quote is no request.
  private static func escaped(_ text: String) -> String {
    var result = text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" : ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      default: result.append(character)
      }
    }
    return result
  }
}
