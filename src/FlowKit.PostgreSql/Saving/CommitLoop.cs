using System.Threading.Channels;
using FlowKit.Errors;
using FlowKit.PostgreSql.Serving;
using FlowKit.Storing;

namespace FlowKit.PostgreSql.Saving;

/// <summary>
/// One writer. Whatever is asked for while it writes makes its next group, so that many share a commit and one alone waits for nobody. When
/// the server is lost it looks for it again by itself, and the requests wait, each for as long as the patience of the store.
/// </summary>
internal sealed class CommitLoop : IAsyncDisposable
{
    /// <summary>How often a group is tried that others stood in the way of.</summary>
    private const int Collisions = 8;

    private static readonly TimeSpan FirstRetryAfter = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastRetryAfter = TimeSpan.FromSeconds(1);

    private readonly Server _server;
    private readonly Committer _committer;
    private readonly Pool<WriteRequest> _requests;
    private readonly Channel<WriteRequest> _asked = Channel.CreateUnbounded<WriteRequest>(new() { SingleReader = true });
    private readonly List<WriteRequest> _group = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<WriteRequest> _deferred = new();
    private readonly Task _running;

    public CommitLoop(Server server, Committer committer, Pool<WriteRequest> requests)
    {
        _server = server;
        _committer = committer;
        _requests = requests;
        _running = Task.Run(RunAsync);
    }

    /// <summary>Asks for a write that is taken or not.</summary>
    public ValueTask<bool> AskAsync(WriteKind kind, SaveRequest save)
    {
        var request = _requests.Take();
        var taken = request.Ask(kind, save, _server.Time.GetTimestamp());
        return _asked.Writer.TryWrite(request) ? taken : throw _committer.Closed();
    }

    /// <summary>Writes what was asked for and lets go of the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _asked.Writer.TryComplete();
        await _running.ConfigureAwait(false);
        await _committer.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (_deferred.Count > 0 || await _asked.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            TakeGroup();
            if (_group.Count > 0)
            {
                await WriteAsync(_group).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes what waits, in order, up to the bounds; of several requests for one execution the first.</summary>
    private void TakeGroup()
    {
        _group.Clear();
        _ids.Clear();
        var bytes = 0L;
        for (var again = _deferred.Count; again > 0; again--)
        {
            Take(_deferred.Dequeue(), ref bytes);
        }

        while (_group.Count < _server.Options.LargestGroup && bytes < _server.Options.LargestGroupBytes && _asked.Reader.TryRead(out var request))
        {
            Take(request, ref bytes);
        }
    }

    private void Take(WriteRequest request, ref long bytes)
    {
        if (_group.Count < _server.Options.LargestGroup && _ids.Add(request.ExecutionId))
        {
            _group.Add(request);
            bytes += request.Bytes.Length;
        }
        else
        {
            _deferred.Enqueue(request);
        }
    }

    private async ValueTask WriteAsync(List<WriteRequest> group)
    {
        for (var attempt = 1; group.Count > 0; attempt++)
        {
            if (await TryWriteAsync(group).ConfigureAwait(false) is not { } fault)
            {
                group.ForEach(static request => request.Answer());
                return;
            }

            if (Faults.IsLostConnection(fault))
            {
                await _committer.DropConnectionAsync().ConfigureAwait(false);
                if (attempt > 1 || !Faults.IsCut(fault))
                {
                    FailImpatient(group, fault);
                }

                await RestAsync(group, attempt).ConfigureAwait(false);
            }
            else if (attempt > Collisions || !MayGoBetter(group, fault))
            {
                await GiveUpAsync(group, fault).ConfigureAwait(false);
                return;
            }
        }
    }

    private async ValueTask<Exception?> TryWriteAsync(List<WriteRequest> group)
    {
        try
        {
            await _committer.WriteAsync(group).ConfigureAwait(false);
            return null;
        }
#pragma warning disable CA1031 // Whatever went wrong, the callers must hear of it, and the writer must go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    private bool MayGoBetter(List<WriteRequest> group, Exception fault)
    {
        if (Faults.IsTakenVersion(fault))
        {
            _committer.Forget(group);
            return true;
        }

        return Faults.IsCollision(fault);
    }

    // One that cannot be written takes no other with it.
    private async ValueTask GiveUpAsync(List<WriteRequest> group, Exception fault)
    {
        if (Faults.IsOfOneRequest(fault) && group.Count > 1)
        {
            foreach (var request in group.ToArray())
            {
                await WriteAsync([request]).ConfigureAwait(false);
            }

            return;
        }

        var told = Faults.Of(fault, _server.Name);
        group.ForEach(request => Fail(request, told));
    }

    private void FailImpatient(List<WriteRequest> group, Exception fault)
    {
        var told = Faults.Of(fault, _server.Name);
        group.RemoveAll(request =>
        {
            var impatient = _server.Time.GetElapsedTime(request.AskedAt) >= _server.Options.Patience;
            if (impatient)
            {
                Fail(request, told);
            }

            return impatient;
        });
    }

    // What is known of it by now counts more than what went wrong later.
    private static void Fail(WriteRequest request, FlowException fault)
    {
        if (!request.IsDecided)
        {
            request.Fault = fault.Code == FlowErrorCodes.LeaseLost ? Faults.LeaseLost(request.IsInDoubt, fault) :
                request.IsInDoubt ? Faults.InDoubt(fault) : fault;
        }

        request.Answer();
    }

    private Task RestAsync(List<WriteRequest> group, int attempt) => group.Count == 0
        ? Task.CompletedTask
        : Task.Delay(Backoff.After(attempt, FirstRetryAfter, LastRetryAfter), _server.Time);
}
