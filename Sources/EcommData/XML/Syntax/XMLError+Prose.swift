import EcommBase

extension XMLError: Complaint {
  public var place: Place? { Place(file, line: line, column: column) }

  public var problem: String {
    entity.map { "in the text of the entity &\($0);: \(fault.prose)" } ?? fault.prose
  }

  public var remedy: String? { fault.remedy }
}

extension XMLFault {
  var prose: String {
    switch self {
    case .empty: "the file is empty"
    case .binary: "this is not XML: the file holds binary data"
    case .noRoot: "the document ends before its first element"
    case .endsInside(let construct): "the document ends inside a \(construct.rawValue)"
    case .unclosed(let element, let line):
      "the document ends, but <\(element)> is open since line \(line)"
    case .textOutsideRoot: "there is text outside the root element"
    case .secondRoot: "a second root element begins; a document has one"
    case .misplaced(let what): "\(what) does not belong here"
    case .badUTF8(let byte): "byte 0x\(Self.hexadecimal(UInt32(byte))) is not UTF-8"
    case .illegalCharacter(let value):
      "the character U+\(Self.hexadecimal(value)) is not allowed in XML"
    case .tooMuch(let kind, let limit): kind.prose(limit)
    default: syntaxProse
    }
  }

  private var syntaxProse: String {
    switch self {
    case .badName: "a name is missing here or has a character that names cannot have"
    case .expected(let what, let construct): "expected \(what) in this \(construct.rawValue)"
    case .mismatchedEnd(let found, let open, let line):
      "</\(found)> closes nothing: <\(open)> is open since line \(line)"
    case .strayEnd(let found): "</\(found)> closes nothing: no element is open"
    case .attributeTwice(let name): "the attribute \(name) stands twice in one tag"
    case .lessThanInValue(let name):
      "'<' in the value of the attribute \(name) must be written &lt;"
    case .sectionEndInText: "']]>' in text must be written ]]&gt;"
    case .doubleHyphen: "'--' inside a comment"
    case .reservedTarget: "a processing instruction cannot be called xml"
    case .misplacedDeclaration: "the XML declaration must be the very first thing in the file"
    default: entityProse
    }
  }

  private var entityProse: String {
    switch self {
    case .badReference: "'&' that begins no reference must be written &amp;"
    case .badCharacterReference: "this reference stands for no character that XML allows"
    case .undeclaredEntity(let name): "the entity &\(name); is not declared"
    case .externalEntity(let name):
      "the entity &\(name); stands in another file, which is not allowed in an attribute value"
    case .unreadEntity(let name):
      "the text of the entity &\(name); stands in another file, and other files are never read"
    case .unparsedEntity(let name): "the entity &\(name); is not text"
    case .recursiveEntity(let name): "the entity \(name) contains itself"
    case .unbalancedEntity(let name): "the text of the entity &\(name); is not whole elements"
    case .parameterEntityInside(let name): "%\(name); cannot stand inside a declaration here"
    default: namespaceProse
    }
  }

  private var namespaceProse: String {
    switch self {
    case .badQualifiedName(let name): "\(name) has a colon where a name cannot have one"
    case .undeclaredPrefix(let prefix): "the namespace prefix \(prefix) is not declared"
    case .reservedNamespace(let name): "\(name) is reserved and cannot be declared like this"
    case .emptyNamespace(let prefix): "the namespace of the prefix \(prefix) is empty"
    default: "this is not XML"
    }
  }

  var remedy: String? {
    switch self {
    case .badUTF8: "If the file is in another encoding, name it: --encoding windows-1250"
    case .unclosed, .endsInside: "The file was probably cut off: fetch it again."
    case .unreadEntity: "Put its text in place of the reference."
    default: nil
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 2 - digits.count)) + digits
  }
}

extension XMLLimits.Kind {
  func prose(_ limit: Int) -> String {
    switch self {
    case .depth: "elements are nested more than \(limit) deep"
    case .attributesPerElement: "an element has more than \(limit) attributes"
    case .nameBytes: "a name is longer than \(limit) bytes"
    case .distinctNames: "the document has more than \(limit) different names"
    case .tokenBytes: "a tag or document type declaration is longer than \(limit) bytes"
    case .entityDepth: "entities are nested more than \(limit) deep"
    case .expansion:
      "entities stand for more than \(limit) bytes of text; this is no honest document"
    case .valueBytes: "a value is longer than \(limit) bytes"
    case .recordBytes: "one record holds more than \(limit) bytes"
    case .paths: "the document has more than \(limit) different paths of elements"
    }
  }
}
