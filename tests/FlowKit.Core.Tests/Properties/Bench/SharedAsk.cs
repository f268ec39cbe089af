using FlowKit.Core.Tests.Running.Sharing;
using FlowKit.Errors;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>Something that is asked of one engine after the other until one has answered, because engines die.</summary>
internal sealed class SharedAsk(string what, Func<FlowEngine, Task> send)
{
    private Task _answer = Task.CompletedTask;
    private Node? _asked;

    /// <summary>An answer was lost: what was asked may have happened, and a refusal says so.</summary>
    private bool _lost;

    public string What => what;

    /// <summary>Nobody has it in hand.</summary>
    public bool IsToBeSent { get; private set; } = true;

    public void Send(Node node)
    {
        (_asked, IsToBeSent) = (node, false);
        _answer = send(node.Engine);
    }

    /// <summary>True when an engine has taken it. Throws where it is refused for no reason.</summary>
    public bool IsTaken()
    {
        if (IsToBeSent)
        {
            return false;
        }

        if (!_answer.IsCompleted)
        {
            return LookAt(_asked!);
        }

        try
        {
            Guard.Done(_answer);
            return true;
        }
        catch (FlowException lost) when (lost.Code is FlowErrorCodes.AnswerLost)
        {
            return (_lost = IsToBeSent = true) is false;
        }
        catch (FlowException refused) when (_lost && refused.Code.StartsWith("FLOW6", StringComparison.Ordinal))
        {
            return true;
        }
    }

    private bool LookAt(Node asked)
    {
        if (asked.IsDead)
        {
            _lost = IsToBeSent = true;
        }

        return false;
    }
}
