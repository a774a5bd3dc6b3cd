import EcommBase
import EcommData

/// Options that several commands take; each command lists those that have an effect on it.
enum Shared {
  static let help = Option.flag("help", "show this")
  static let json = Option.flag("json", "print the result as one JSON document")
  static let quiet = Option.flag("quiet", "say nothing on stderr but errors")
  static let output = Option.text(
    "output", "FILE", "write here instead of stdout", completion: .file)
  static let model = Option.text(
    "output", "FILE", "where the model file goes", completion: .file)
  static let report = Option.file("report", "also write a page for people (HTML)")
  static let plots = Option.text(
    "plots", "FOLDER", "also write each chart of that page as SVG", completion: .file)
  static let seed = Option.integer(
    "seed", "N", "where chance begins", in: 0...Int.max, default: 42)
  static let key = Option.text("key", "COLUMN", "carried through beside each answer")
  static let settings = Option.assignments(
    "set", "NAME=VALUE", "a parameter of the learner by its name")
  static let config = Option.file(
    "config", "take what is not said here from a model, or from a JSON of options")
  static let dryRun = Option.flag("dry-run", "do everything but write files")
  static let threads = Option.integer(
    "threads", "N", "threads to use; results never depend on it", in: 1...1024, default: 0,
    defaultText: "all cores")
}
