using System.Runtime.InteropServices;
using FlowKit.Sqlite.Native;
using FlowKit.Storing;

namespace FlowKit.Sqlite.Saving;

/// <summary>
/// The one thread that writes. Whatever is asked for while it writes makes its next group, so that many share a commit and one alone waits
/// for nobody. Without requests it sleeps until there is one.
/// </summary>
internal sealed class CommitLoop : IAsyncDisposable, IDisposable
{
    /// <summary>More than this does not make a commit cheaper, only later.</summary>
    private const int LargestGroup = 1_024;

    private readonly Committer _committer;
    private readonly Pool<WriteRequest> _requests = new(LargestGroup, static pool => new(pool));
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();

    // Behind the gate.
    private List<WriteRequest> _waiting = [];
    private bool _sleeps;
    private bool _closing;

    public CommitLoop(Committer committer)
    {
        _committer = committer;
        _thread = new(Run) { IsBackground = true, Name = "FlowKit SQLite writer" };
        _thread.Start();
    }

    /// <summary>Asks for a write that is taken or not.</summary>
    public ValueTask<bool> AskAsync(WriteKind kind, SaveRequest save)
    {
        var request = _requests.Take();
        request.Ask(kind, save);
        var taken = request.Taken;
        Post(request);
        return taken;
    }

    /// <summary>Asks for a batch of finished executions to be removed; tells how many were.</summary>
    public ValueTask<int> PurgeAsync()
    {
        var request = _requests.Take();
        request.Ask(WriteKind.Purge, default);
        var number = request.Number;
        Post(request);
        return number;
    }

    /// <summary>Asks for the text of a flow version to be kept.</summary>
    public ValueTask<bool> KeepAsync(FlowText flow)
    {
        var request = _requests.Take();
        request.Ask(flow);
        var taken = request.Taken;
        Post(request);
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await _ended.Task.ConfigureAwait(false);
    }

    public void Dispose()
    {
        Close();
        _thread.Join();
    }

    private void Post(WriteRequest request)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(SqliteStateStore));
            _waiting.Add(request);
            if (_sleeps)
            {
                _sleeps = false;
                Monitor.Pulse(_gate);
            }
        }
    }

    private void Close()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        var taken = new List<WriteRequest>();
        while (TryTake(ref taken))
        {
            var requests = CollectionsMarshal.AsSpan(taken);
            do
            {
                var group = requests[..Math.Min(requests.Length, LargestGroup)];
                _committer.Write(group);
                requests = requests[group.Length..];
            }
            while (!requests.IsEmpty);
            taken.Clear();
        }

        Finish();
    }

    /// <summary>Takes all that waits, or nothing when the committer has work of its own; false when the loop is to end.</summary>
    private bool TryTake(ref List<WriteRequest> taken)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_committer.HasOwnWork)
            {
                if (_closing)
                {
                    return false;
                }

                _sleeps = true;
                Monitor.Wait(_gate);
                _sleeps = false;
            }

            (_waiting, taken) = (taken, _waiting);
            return true;
        }
    }

    // What was answered is on disk already: an end that fails leaves work for the next opening, and no more.
    private void Finish()
    {
        try
        {
            _committer.Finish();
        }
        catch (SqliteFaultException)
        {
        }
        finally
        {
            _committer.Dispose();
            _ended.SetResult();
        }
    }
}
