// What the compiler says about modules that can't be right. Each comment holds a part of the message that is
// expected for its line; Scripts/check-snippets.py compares.

import Espalier

struct Opaque {}

@Module
struct ConstantThatIsNotHashable {
    var weight: Tensor
    var opaque: Opaque  // error: has to be a tree (Tensor
}

@Module
struct LetTensor {
    let weight: Tensor  // error: a 'let' property of a @Module type can't be a tree
}

@Module
struct StaticThatIsNotHashable {
    @Static var opaque: Opaque  // error: marked @Static is part of
}

@Module
struct LetThatIsNotHashable {
    let function: () -> Void  // error: type is a constant, which has to be both
}

@Module
struct UnknownKind {
    @Field(kind: NoSuchKind.self) var weight: Tensor  // error: cannot find 'NoSuchKind' in scope
}

@Module
struct NoKind {
    @Field(kind: Int.self) var weight: Tensor  // error: value of type 'Int.Type'
}

@Module
class Shared {  // error: can't be applied to a class
    var weight: Tensor = 1
}
