using FlowKit.PostgreSql.Serving;
using FlowKit.Storing;

namespace FlowKit.PostgreSql.Saving;

/// <summary>The writers of a session, each with the executions whose ids fall to it, so that saves of one execution keep their order.</summary>
internal sealed class Writers : IAsyncDisposable
{
    private const int KeptRequests = 1_024;
    private readonly CommitLoop[] _loops;

    public Writers(Server server, long session, WriteCounter counter, Retention retention)
    {
        var requests = new Pool<WriteRequest>(KeptRequests, static pool => new(pool));
        _loops = [.. Enumerable.Range(1, server.Options.Writers).Select(
            writer => new CommitLoop(server, new Committer(server, session, writer, counter, retention), requests))];
    }

    public ValueTask<bool> CreateAsync(SaveRequest save, CancellationToken cancellationToken) => AskAsync(WriteKind.Create, save, cancellationToken);

    public ValueTask<bool> SaveAsync(SaveRequest save, CancellationToken cancellationToken) => AskAsync(WriteKind.Save, save, cancellationToken);

    public ValueTask<bool> DeleteAsync(string executionId, CancellationToken cancellationToken) =>
        AskAsync(WriteKind.Delete, new(executionId, 0, null, false, default), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var loop in _loops)
        {
            await loop.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ValueTask<bool> AskAsync(WriteKind kind, SaveRequest save, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Parameters.Check(save.ExecutionId);
        if (save.Header is { } header)
        {
            Check(header);
        }

        return _loops[(uint)string.GetHashCode(save.ExecutionId, StringComparison.Ordinal) % (uint)_loops.Length].AskAsync(kind, save);
    }

    private static void Check(ExecutionHeader header)
    {
        Parameters.Check(header.Flow);
        Parameters.Check(header.FlowVersion);
        Parameters.Check(header.BusinessKey);
        Parameters.Check(header.BusinessKeyType);
        Parameters.Check(header.Creator);
        Parameters.Check(header.ErrorCode);
    }
}
