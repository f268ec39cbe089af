using System.Runtime.CompilerServices;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Nodes;

/// <summary>The arguments of most calls, on the stack.</summary>
[InlineArray(Capacity)]
internal struct ArgumentBuffer
{
    public const int Capacity = 4;

    private Operand _first;
}
