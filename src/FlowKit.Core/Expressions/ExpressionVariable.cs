namespace FlowKit.Expressions;

/// <summary>A variable an expression reads but does not define itself, with the place where it first does (from 1).</summary>
internal readonly record struct ExpressionVariable(string Name, int Line, int Column);
