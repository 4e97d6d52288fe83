using System.Runtime.CompilerServices;
using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Views;

/// <summary>What goes where a person goes: things and animals that were at it at several looks, while it went on. A mutable struct, of constant size.</summary>
internal struct CarriedWatch
{
    private const int Kinds = 6;
    private const int LeastLooks = 3;

    // Of the person's height: what stands by the way is passed sooner.
    private const float LeastWay = 0.8f;

    private Things _things;

    public readonly Carried Carried
    {
        get
        {
            var carried = Carried.None;
            for (var i = 0; i < Kinds; i++)
            {
                carried |= _things[i].IsCarried ? (Carried)(1 << i) : Carried.None;
            }

            return carried;
        }
    }

    /// <summary>The flag of a label of a model; none for what nobody carries.</summary>
    public static Carried Of(string label) => label switch
    {
        "backpack" => Carried.Backpack,
        "handbag" => Carried.Handbag,
        "suitcase" => Carried.Suitcase,
        "umbrella" => Carried.Umbrella,
        "bicycle" => Carried.Bicycle,
        "dog" => Carried.Dog,
        _ => Carried.None,
    };

    /// <param name="person">In sight.</param>
    /// <param name="thing">What it is; one flag.</param>
    /// <param name="box">Where it is seen in the same frame.</param>
    /// <param name="aspect">Of the picture.</param>
    public void Observe(in BoundingBox person, Carried thing, in BoundingBox box, float aspect)
    {
        if (!IsAt(person, thing, box))
        {
            return;
        }

        ref var seen = ref _things[System.Numerics.BitOperations.TrailingZeroCount((int)thing)];
        var foot = person.FootPoint;
        seen.First = seen.Looks == 0 ? foot : seen.First;
        seen.Looks++;
        var (dx, dy) = ((float)(foot.X - seen.First.X) * aspect, (float)(foot.Y - seen.First.Y));
        seen.IsCarried |= seen.Looks >= LeastLooks && MathF.Sqrt((dx * dx) + (dy * dy)) >= LeastWay * person.Height;
    }

    private static bool IsAt(in BoundingBox person, Carried thing, in BoundingBox box)
    {
        // What is led or ridden reaches beyond its person; what is carried does not.
        var reach = thing is Carried.Dog or Carried.Bicycle or Carried.Umbrella ? 1.2f : 0.3f;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        return x > person.X - (reach * person.Width) && x < person.Right + (reach * person.Width)
            && y > person.Y - (0.3f * person.Height) && y < person.Bottom + (0.1f * person.Height)
            && box.Height < 1.2f * person.Height;
    }

    [InlineArray(Kinds)]
    private struct Things
    {
        private Thing _first;
    }

    private struct Thing
    {
        public NormalizedPoint First;
        public int Looks;
        public bool IsCarried;
    }
}
