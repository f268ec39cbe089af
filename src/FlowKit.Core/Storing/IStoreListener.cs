namespace FlowKit.Storing;

/// <summary>Is told by a store what concerns a session, from any thread. A call must return at once.</summary>
public interface IStoreListener
{
    /// <summary>Another session sent something. A message may be lost with the connection, and none comes twice.</summary>
    void OnMessage(ReadOnlyMemory<byte> message);

    /// <summary>There may be executions that belong to nobody: a session gave its own back.</summary>
    void OnWorkLeft();
}
