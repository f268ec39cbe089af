namespace FlowKit.Mapping;

/// <summary>One instruction; <paramref name="Offset"/> counts from itself, so that a sequence of them can be copied.</summary>
internal readonly record struct PathInstruction(PathInstructionKind Kind, int Offset = 0, PathCharacters? Set = null);
