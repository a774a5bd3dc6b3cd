extension String {
  /// With a capital at its beginning, for names of this program that begin a sentence.
  var asSentence: String { prefix(1).uppercased() + dropFirst() }
}
