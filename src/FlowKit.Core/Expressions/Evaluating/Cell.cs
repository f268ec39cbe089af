namespace FlowKit.Expressions.Evaluating;

/// <summary>A variable that a function inside another one sees: it outlives the frame it was declared in.</summary>
internal sealed class Cell(Operand value)
{
    public Operand Value { get; set; } = value;
}
