using FlowKit.Callbacks;
using FlowKit.Deciding;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Running.Sharing;

/// <summary>Reads what <see cref="MessageWriter"/> wrote.</summary>
internal static class MessageReader
{
    /// <summary>The message.</summary>
    /// <exception cref="FlowException">The bytes are damaged, or of a newer FlowKit.</exception>
    public static EngineMessage Read(ReadOnlySpan<byte> message)
    {
        var bytes = new ByteReader(message);
        var isNewer = bytes.Byte() != MessageMark.FormatVersion;
        var (kind, sender, key) = Head(ref bytes);
        return isNewer ? throw Newer() : kind switch
        {
            MessageMark.Ask => new EngineMessage.Ask(sender, key, bytes.Signed(), bytes.Text(), Asked(ref bytes)),
            MessageMark.Answer => new EngineMessage.Answer(sender, key, Reply(ref bytes)),
            MessageMark.NotTaken => new EngineMessage.NotTaken(sender, key, Leaves: false),
            MessageMark.Leaving => new EngineMessage.NotTaken(sender, key, Leaves: true),
            _ => throw Newer(),
        };
    }

    /// <summary>What an ask that cannot be read is to be answered with; null when the message is none.</summary>
    public static EngineMessage.Answer? Refuse(ReadOnlySpan<byte> message, long session, FlowException why)
    {
        var bytes = new ByteReader(message);
        bytes.Byte();
        var (kind, _, key) = Head(ref bytes);
        return kind == MessageMark.Ask ? new(session, key, new(default, why)) : null;
    }

    /// <summary>Where an answer to the message goes. Its head keeps its form in all versions.</summary>
    public static long Sender(ReadOnlySpan<byte> message)
    {
        var bytes = new ByteReader(message);
        bytes.Byte();
        return Head(ref bytes).Sender;
    }

    private static (byte Kind, long Sender, AskKey Key) Head(ref ByteReader bytes) =>
        (bytes.Byte(), bytes.Signed(), new(bytes.Signed(), bytes.Signed()));

    private static Reply Reply(ref ByteReader bytes)
    {
        var answer = (CallbackAnswer)bytes.Byte();
        var (code, text) = (bytes.OptionalText(), bytes.OptionalText());
        return new(answer, code is null ? null : new FlowException(code, text ?? string.Empty));
    }

    private static Arrival? Asked(ref ByteReader bytes)
    {
        var mark = bytes.Byte();
        if (mark != MessageMark.Noted)
        {
            return Arrived(mark, ref bytes);
        }

        var note = new OperationNote(bytes.OptionalText(), bytes.OptionalText());
        return Arrived(bytes.Byte(), ref bytes) is Arrival.ByHand asked ? asked with { Note = note } : throw Newer();
    }

    private static Arrival? Arrived(byte mark, ref ByteReader bytes) => mark switch
    {
        MessageMark.Watch => null,
        MessageMark.Tick => Arrival.Tick.Instance,
        MessageMark.Callback => new Arrival.Callback(new(
            bytes.Text(), (CallbackStatus)bytes.Byte(), bytes.Value(), Optional(ref bytes), Optional(ref bytes))),
        MessageMark.Wake => new Arrival.Wake(bytes.Text(), bytes.Value()),
        MessageMark.Cancel => new Arrival.Cancel { Note = bytes.OptionalText() },
        MessageMark.Operation => Operation(ref bytes),
        MessageMark.OperationWithPatch => Operation(ref bytes) with { Patch = bytes.Value() },
        MessageMark.Degrade => new Arrival.Degrade(bytes.Text(), Marks(ref bytes)),
        MessageMark.Complete => new Arrival.Complete(bytes.Byte() != 0) { Note = bytes.OptionalText() },
        MessageMark.ChildNews => News(ref bytes),
        MessageMark.NewsTaken => Arrival.NewsTaken.Instance,
        MessageMark.OrderTaken => new Arrival.OrderTaken(bytes.Int()),
        _ => throw Newer(),
    };

    private static Arrival.Operation Operation(ref ByteReader bytes)
    {
        var kind = (FlowOperation)bytes.Byte();
        var tasks = new string[bytes.Count()];
        for (var i = 0; i < tasks.Length; i++)
        {
            tasks[i] = bytes.Text();
        }

        // What comes behind these has a mark of its own.
        return kind <= FlowOperation.Repeat ? new(kind, tasks) : throw Newer();
    }

    private static Degradation Marks(ref ByteReader bytes)
    {
        var marks = (Degradation)bytes.Byte();
        return (marks & ~(Degradation.Self | Degradation.Followers)) == Degradation.None ? marks : throw Newer();
    }

    private static Arrival.ChildNews News(ref ByteReader bytes)
    {
        var parent = new ParentLink(bytes.Text(), bytes.Text(), bytes.Int(), bytes.Int(), bytes.Int(), bytes.Text(), Waits: true);
        var status = (ExecutionStatus)bytes.Byte();
        var output = bytes.Value();
        var failed = bytes.Byte();
        return new(parent, status, output, failed == 0 ? null : new FlowFailure(bytes.Text(), bytes.Text(), bytes.Value(), failed == 2, bytes.OptionalText()));
    }

    private static int? Optional(ref ByteReader bytes)
    {
        var (isThere, number) = (bytes.Byte() != 0, bytes.Signed());
        return isThere ? (int)number : null;
    }

    private static FlowException Newer() => new(FlowErrorCodes.NewerState, "The message was sent by a newer FlowKit.");
}
