namespace FlowKit.Storing;

/// <summary>Lets go of stores, which may hold something to let go of and need not.</summary>
internal static class StoreEnd
{
    /// <summary>Disposes the store, in the way it knows; nothing for one that knows none.</summary>
    public static async ValueTask DisposeAsync(object? store)
    {
        switch (store)
        {
            case IAsyncDisposable late:
                await late.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
