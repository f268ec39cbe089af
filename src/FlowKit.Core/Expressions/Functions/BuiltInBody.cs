using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Functions;

/// <summary>What a function of the language does. The number of arguments has been checked.</summary>
internal delegate Operand BuiltInBody(ref Evaluation e, ReadOnlySpan<Operand> arguments);
