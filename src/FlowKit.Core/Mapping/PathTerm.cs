namespace FlowKit.Mapping;

/// <summary>What the parser read between operators: something with a value, or something that holds or does not.</summary>
internal readonly record struct PathTerm(int Position, PathOperand? Value, PathFilter? Logic);
