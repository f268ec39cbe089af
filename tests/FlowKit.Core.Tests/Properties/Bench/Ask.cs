using FlowKit.Errors;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>Something that is asked of the engine again and again until it has answered, because a store may fail in between.</summary>
/// <param name="What">For people.</param>
/// <param name="Send">Asks once.</param>
internal sealed class Ask(string what, Func<Task> send)
{
    private Task _answer = Task.CompletedTask;

    /// <summary>An answer was lost: what was asked may have happened, and a refusal says so.</summary>
    private bool _lost;

    public string What => what;

    public void Send() => _answer = send();

    /// <summary>True when the engine has taken it; false when it must be asked again. Throws where it is refused for no reason.</summary>
    public bool IsTaken()
    {
        try
        {
            Guard.Done(_answer);
            return true;
        }
        catch (IOException)
        {
            return IsTakenAfterLoss();
        }
        catch (FlowException lost) when (lost.Code is FlowErrorCodes.SaveFailed or FlowErrorCodes.SaveLost)
        {
            return IsTakenAfterLoss();
        }
        catch (FlowException refused) when (_lost && refused.Code.StartsWith("FLOW6", StringComparison.Ordinal))
        {
            return true;
        }
    }

    private bool IsTakenAfterLoss()
    {
        _lost = true;
        return false;
    }
}
