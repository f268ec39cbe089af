namespace FlowKit.Crash.Tests.Promises;

/// <summary>
/// What dispatches are held against. An attempt is settled when something happened that builds on its outcome; from then on nobody who knows
/// of it dispatches it again.
/// </summary>
internal interface IDispatchRules
{
    /// <summary>An attempt went out, known and with its key; <paramref name="after"/> are those whose outcome it builds on.</summary>
    void Dispatched(int life, Attempt attempt, IReadOnlyList<Attempt> after, long at);

    void Settled(Attempt attempt, long at);

    /// <summary>The execution's pause was acknowledged: nothing new begins.</summary>
    void Held(string execution, long at);

    /// <summary>The execution is about to be told to go on.</summary>
    void Released(string execution, long at);
}
