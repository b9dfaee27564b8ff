import Espalier

/// How many characters the model sees at once.
let context = 64

/// A text as far as it is written.
@Module
private struct Writing {
    /// The last characters, `[context]`; of a shorter text, what stands behind it is not looked at.
    @ModelState var window: Tensor
    /// How many of them there are.
    @ModelState var length: Tensor
    var keys: KeySequence
}

/// Continues a text; all of it is one compiled loop.
///
/// - Parameters:
///   - prompt: what the text begins with; it is not part of what is given back.
///   - temperature: what logits are divided by before a character is drawn; at 0 the likeliest is taken.
func write(
    _ model: LanguageModel, after prompt: [Int32], count: Int, temperature: Double, key: Key
) throws -> [Int32] {
    guard !prompt.isEmpty else { throw Failure("there has to be something to continue") }
    let seen = Array(prompt.suffix(context))
    let start = Writing(
        window: Tensor(seen + Array(repeating: 0, count: context - seen.count)),
        length: Tensor(Int32(seen.count)), keys: KeySequence(key))
    let capacity = Tensor(Int32(context))
    let loop = jit { (model: LanguageModel, start: Writing) -> Tensor in
        scan(initial: start, count: count) { (before: Writing) in
            var (writing, model) = (before, model)
            let logits = model(writing.window)
            let last = dynamicSliceInDim(logits, writing.length - 1, size: 1)[0]
            let next =
                temperature == 0
                ? last.argmax() : writing.keys.next().categorical(logits: last / temperature)
            // A full window loses its first character.
            let window = which(
                writing.length .== capacity, writing.window.rolled(by: -1), writing.window)
            let place = minimum(writing.length, capacity - 1)
            let code = next.asType(.int32)
            writing.window = which(Tensor.arange(context) .== place, code, window)
            writing.length = minimum(writing.length + 1, capacity)
            return (writing, code)
        }.1
    }
    return try loop(model, start).scalars(as: Int32.self)
}
