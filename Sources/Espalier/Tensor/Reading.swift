import PJRT

extension Tensor {
    /// The tensor with actual elements that this one stands for, where there is one.
    ///
    /// Under eager differentiation each value has its elements, so that Swift's control flow can
    /// look at them.
    package var concrete: Tensor? {
        switch node.tag {
        case .device, .host: self
        case .tracer: unsafeDowncast(node, to: Tracer.self).concrete
        case .abstract, .poison, .nothing, .initializer: nil
        }
    }

    /// Passes the elements' bytes, row-major, without copying them where they can be read in place.
    package func withHostBytes<Result>(
        _ body: (UnsafeRawBufferPointer) -> Result
    ) throws -> Result {
        switch node.tag {
        case .host:
            return unsafeDowncast(node, to: HostNode.self).withUnsafeBytes(body)
        case .device:
            if let refusal = Interpreter.current.refusesReading { throw refusal }
            do {
                return try unsafeDowncast(node, to: DeviceNode.self).buffer.withUnsafeBytes(body)
            } catch {
                throw TensorError("reading a tensor", String(describing: error))
            }
        default:
            throw unusable(self, in: "reading a tensor")
        }
    }

    /// The elements' bytes, row-major.
    func hostBytes() throws -> [UInt8] {
        if node.tag == .host { return unsafeDowncast(node, to: HostNode.self).bytes }
        return try withHostBytes(Array.init)
    }

    /// The tensor with elements, or the error that says why there are none to read.
    func readable(_ operation: String) throws -> Tensor {
        if let concrete { return concrete }
        if node.tag > .tracer {
            throw unusable(self, in: operation)
        }
        let transformation = unsafeDowncast(node, to: Tracer.self).interpreter.transformationName
        throw TensorError(
            operation,
            """
            the elements of a traced tensor of type \(type) were asked for. Inside \(transformation) a tensor \
            stands for every value it may have, so it can't be read as a number or decide an `if` or a loop. Use \
            `which` or `cond` to choose by a tensor, `whileLoop`, `foriLoop` or `scan` to loop by one; pass numbers \
            that decide the program's shape as Swift values; or return the tensor and read it outside.
            """)
    }

    /// The elements in row-major order.
    ///
    /// Waits for the computation that gives them.
    ///
    ///     let numbers = try x.scalars(as: Float.self)
    ///
    /// - Throws: ``TensorError`` where the dtype is not the Swift type's.
    /// - Precondition: the tensor is not traced; inside ``withErrors(_:)`` that is thrown too.
    public func scalars<Scalar: TensorScalar>(as: Scalar.Type = Scalar.self) throws -> [Scalar] {
        guard dtype == Scalar.dtype || node.tag == .poison else {
            throw TensorError(
                "scalars",
                """
                a tensor of dtype \(dtype) was read as \(Scalar.self), which is \(Scalar.dtype); convert it with \
                asType(.\(Scalar.dtype)) first
                """)
        }
        do {
            return try readable("scalars(as:)").withHostBytes(Scalar.read)
        } catch let error as TensorError {
            if ErrorScope.current == nil { stop(error.description) }
            throw error
        }
    }

    /// Waits until the elements are computed.
    ///
    /// - Returns: the tensor itself.
    /// - Throws: ``TensorError`` where the computation failed.
    @discardableResult
    public func wait() throws -> Tensor {
        if let concrete, concrete.node.tag == .device {
            if let refusal = Interpreter.current.refusesReading { throw refusal }
            do {
                try unsafeDowncast(concrete.node, to: DeviceNode.self).buffer.waitUntilReady()
            } catch {
                throw TensorError("wait", String(describing: error))
            }
        }
        return self
    }

    /// The one element of a tensor of any shape with one element.
    fileprivate func item(_ operation: String) -> HostScalar {
        do {
            guard count == 1 || node.tag == .poison else {
                throw TensorError(
                    operation, "needs a tensor of one element, and this one has the shape \(shape)")
            }
            return HostScalar.read(try readable(operation).hostBytes(), dtype)[0]
        } catch {
            _ = failed(error)
            return .integer(0)
        }
    }
}

extension BinaryFloatingPoint {
    /// The element of a tensor that has one, of any real dtype.
    ///
    /// - Precondition: the tensor has one element and is not traced inside `jit` or `vmap`.
    public init(_ tensor: Tensor) { self.init(tensor.item("\(Self.self)(_:)").real) }
}

extension FixedWidthInteger {
    /// The element of a tensor that has one; a fraction is cut off.
    ///
    /// - Precondition: the tensor has one element, which fits, and is not traced inside `jit` or
    ///   `vmap`; inside ``withErrors(_:)`` the mistake is thrown at its end, and the number is 0.
    public init(_ tensor: Tensor) {
        let item = tensor.item("\(Self.self)(_:)")
        let value: Self? =
            switch item {
            case .integer(let value): Self(exactly: value)
            case .unsigned(let value): Self(exactly: value)
            case .float(let value), .complex(let value, _):
                Self(exactly: value.rounded(.towardZero))
            }
        guard let value else {
            let error = TensorError(
                "\(Self.self)(_:)",
                "the element \(item.text) doesn't fit: a \(Self.self) goes from \(Self.min) to \(Self.max)"
            )
            _ = failed(error)
            self = 0
            return
        }
        self = value
    }
}

extension Bool {
    /// The element of a tensor that has one: whether it is not zero.
    ///
    /// - Precondition: the tensor has one element and is not traced inside `jit` or `vmap`.
    public init(_ tensor: Tensor) {
        let item = tensor.item("Bool(_:)")
        self = item.real != 0 || item.imaginary != 0
    }
}

extension HostScalar {
    /// The number as Swift prints it.
    fileprivate var text: String {
        switch self {
        case .integer(let value): "\(value)"
        case .unsigned(let value): "\(value)"
        case .float(let value), .complex(let value, _): "\(value)"
        }
    }
}
