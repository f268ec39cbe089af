using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Nodes;

/// <summary>What loops share.</summary>
internal static class Loops
{
    /// <summary>Whether the loop is over, after its body ran; takes note of <c>break</c> and <c>continue</c>.</summary>
    public static bool Ends(ref Evaluation e)
    {
        var signal = e.Signal;
        if (signal is Signal.Break or Signal.Continue)
        {
            e.Signal = Signal.None;
        }

        return signal is not (Signal.None or Signal.Continue);
    }
}
