using System.Globalization;
using FlowKit.Errors;
using FlowKit.Stores;
using FlowKit.Storing;

namespace FlowKit.CrashHost;

/// <summary>
/// A session whose saves pass a gate. It tells which of them were refused because it is over, which may be on record all the same, which were
/// taken back before they got there, and if one that was held back was not refused.
/// </summary>
internal sealed class WatchedSession(IStoreSession session, Gate gate, Wire wire) : PassingStore(session), IStoreSession
{
    public long Number => session.Number;

    public ValueTask<LeaseState> RenewAsync(CancellationToken cancellationToken) => session.RenewAsync(cancellationToken);

    public ValueTask<IReadOnlyList<ExecutionHeader>> ClaimAsync(int limit, CancellationToken cancellationToken) =>
        session.ClaimAsync(limit, cancellationToken);

    public ValueTask<long> FindOwnerAsync(string executionId, CancellationToken cancellationToken) =>
        session.FindOwnerAsync(executionId, cancellationToken);

    public ValueTask<bool> TrySendAsync(long to, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        session.TrySendAsync(to, message, cancellationToken);

    public override ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) =>
        PassAsync(save, session.TryCreateAsync, cancellationToken);

    public override ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) =>
        PassAsync(save, session.TrySaveAsync, cancellationToken);

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private async ValueTask<bool> PassAsync(
        SaveRequest save, Func<SaveRequest, CancellationToken, ValueTask<bool>> keepAsync, CancellationToken cancellationToken)
    {
        var pass = gate.PassAsync("save", Number);
        var wasHeld = !pass.IsCompleted;
        await pass;
        try
        {
            var taken = await keepAsync(save, cancellationToken);
            if (wasHeld)
            {
                Tell("passed", save);
            }

            return taken;
        }
        catch (Exception fault) when (WordFor(fault) is { } word)
        {
            Tell(word, save);
            throw;
        }
    }

    private static string? WordFor(Exception fault) => fault switch
    {
        FlowException { Code: FlowErrorCodes.LeaseLost } => "fenced",
        FlowException { Code: FlowErrorCodes.AnswerLost } => "doubtful",

        // The start of a sub-flow whose parent is another engine's by now never gets to the store.
        OperationCanceledException => "withdrawn",
        _ => null,
    };

    private void Tell(string what, SaveRequest save) => wire.Tell(what, Number.ToString(CultureInfo.InvariantCulture), save.ExecutionId);
}
