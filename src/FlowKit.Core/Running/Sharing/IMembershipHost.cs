using FlowKit.Storing;

namespace FlowKit.Running.Sharing;

/// <summary>What a membership needs of the engine around it. Called one after the other.</summary>
internal interface IMembershipHost
{
    /// <summary>A session has begun.</summary>
    Tenure Begin(IStoreSession session);

    /// <summary>An execution belongs to this engine now: what it owes is to be done, what it waits for to be armed.</summary>
    void TakeUp(Tenure tenure, ExecutionHeader header);

    /// <summary>The session is over: nothing of it counts any more.</summary>
    void Lost(Tenure tenure);

    /// <summary>The store was asked, by a look with that number, who else lives.</summary>
    void Looked(Tenure tenure, long look, IReadOnlyList<long> others);
}
