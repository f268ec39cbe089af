namespace FlowKit.Running.Sharing;

/// <summary>
/// Has looks come one after the other, and tells whoever asked for one when it has ended. Whatever is asked for while one is under way is one
/// more.
/// </summary>
/// <param name="engine">Looks run in its work, and so does what waits for them.</param>
/// <param name="look">A look; returns what went wrong in it, or null.</param>
internal sealed class LookQueue(EngineServices engine, Func<ValueTask<Exception?>> look) : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _asked;
    private TaskCompletionSource? _next;
    private bool _looking;
    private bool _closed;

    /// <summary>Asks for a look. Ends, from the engine's own work, when one that begins from now on has ended.</summary>
    public Task LookAsync()
    {
        Task asked;
        lock (_lock)
        {
            asked = (_asked ??= new()).Task;
            if (_looking)
            {
                return asked;
            }

            _looking = true;
        }

        engine.Work.Queue(this);
        return asked;
    }

    /// <summary>Ends after the next look, whatever became of it, without asking for one: there will be one.</summary>
    public Task NextLookAsync()
    {
        lock (_lock)
        {
            return _closed ? Task.CompletedTask : (_next ??= new()).Task;
        }
    }

    /// <summary>Nobody waits for a next look any more: there may be none.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }

        EndNext();
    }

    public void Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (NextAsked() is { } asked)
        {
            var fault = await look().ConfigureAwait(false);
            engine.Work.Queue(new Ending(() => End(asked, fault)));
            EndNext();
        }
    }

    private TaskCompletionSource? NextAsked()
    {
        lock (_lock)
        {
            var asked = _asked;
            _asked = null;
            _looking = asked is not null;
            return asked;
        }
    }

    private static void End(TaskCompletionSource asked, Exception? fault)
    {
        if (fault is null)
        {
            asked.SetResult();
        }
        else
        {
            asked.SetException(fault);
            _ = asked.Task.Exception;
        }
    }

    private void EndNext()
    {
        TaskCompletionSource? next;
        lock (_lock)
        {
            next = _next;
            _next = null;
        }

        if (next is not null)
        {
            engine.Work.Queue(new Ending(next.SetResult));
        }
    }

    private sealed class Ending(Action end) : IThreadPoolWorkItem
    {
        public void Execute() => end();
    }
}
