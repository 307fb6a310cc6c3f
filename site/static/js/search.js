/* The search itself: from a query to the numbers of what fits it, best first. It shows nothing.

   site/pages/search_words.py and search_postings.py read texts and file lists by the same rules:
   whatever changes in `wordsOf`, `folded`, `bucket` or `unpack` changes there too.

   Files are fetched as scripts, since a page opened from a disk may load nothing else. Each calls
   `Shouwang.take` with what it holds. The directory names lists of names, and those name the files.
   Not every number is that of an entry. */
(function () {
  "use strict";
  var Shouwang = (window.Shouwang = window.Shouwang || {});

  var MOST = 24; // letters of a query that are looked at
  var MOST_WAYS = 12; // ways to split letters into syllables that are followed
  var EXACT = 3, SPOKEN = 2, ALIKE = 1; // how well a letter fits
  var CONTAINED = EXACT * 2, BEGINS = 1, WORDS = 1; // how well an entry fits; see `rate`
  var TOWN = 9; // digits of the code of a town
  var DIGEST = 10; // letters of a digest in the name of a file
  var ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var DIGIT = {};
  ALPHABET.split("").forEach(function (letter, number) { DIGIT[letter] = number; });

  // ---- Files -------------------------------------------------------------------------------

  var folder = "", base = null, waiting = {}, arrived = {};

  Shouwang.take = function (name, value) { arrived[name] = value; };

  function load(name, file) {
    if (!waiting[name]) {
      waiting[name] = new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = folder + file;
        script.onload = function () {
          script.remove();
          if (name in arrived) resolve(arrived[name]); else fail();
        };
        script.onerror = fail;
        function fail() {
          script.remove();
          delete waiting[name]; // the next query may have more luck
          reject(new Error(name));
        }
        document.head.appendChild(script);
      });
    }
    return waiting[name];
  }

  /** What a file holds that is named by its content. */
  function listed(name, versions, number) {
    return load(name, name + "." + versions.slice(number * DIGEST, (number + 1) * DIGEST) + ".js");
  }

  /** What a numbered file of a family holds; its name stands in a list of names. */
  function shard(family, number) {
    var list = Math.floor(number / base.group);
    return listed(family + "names" + list, base.lists[family], list).then(function (versions) {
      return listed(family + number, versions, number % base.group);
    });
  }

  /** What the file holds of which there is one. */
  function only(name) { return load(name, name + "." + base[name] + ".js"); }

  /** Begin with the directory at this address; everything else lies beside it. */
  Shouwang.open = function (address) {
    folder = address.replace(/[^/]*$/, "");
    return load("directory", address.slice(folder.length))
      .then(function (directory) {
        return load("characters", "characters." + directory.characters + ".js").then(function (characters) {
          if (!base) base = prepared(directory, characters);
          return base;
        });
      });
  };

  function prepared(directory, characters) {
    var reading = new Map(), syllables = new Set(), prefixes = new Set();
    characters.split(" ").forEach(function (line) {
      var syllable = /^[a-z]+/.exec(line)[0];
      syllables.add(syllable);
      for (var end = 1; end <= syllable.length; end++) prefixes.add(syllable.slice(0, end));
      Array.from(line.slice(syllable.length)).forEach(function (c) { reading.set(c, syllable); });
    });
    var made = Object.assign({ reading: reading, syllables: syllables, prefixes: prefixes }, directory);
    made.total = 0;
    made.starts = directory.ranges.map(function (range) { return (made.total += range[1]) - range[1]; });
    return made;
  }

  function kindOf(entry) {
    var at = base.starts.length - 1;
    while (base.starts[at] > entry) at--;
    return base.ranges[at][0];
  }

  function unpack(text) {
    var values = [], value = 0, shift = 1;
    for (var at = 0; at < text.length; at++) {
      var digit = DIGIT[text[at]];
      value += (digit % 32) * shift;
      if (digit < 32) { values.push(value); value = 0; shift = 1; } else shift *= 32;
    }
    return values;
  }

  function eachEntry(packed, visit) {
    var number = -1;
    unpack(packed).forEach(function (gap) { number += gap + 1; visit(number); });
  }

  function bucket(family, key) {
    var value = 0;
    Array.from(key).forEach(function (c) { value = (value * 33 + c.codePointAt(0)) & 0xffff; });
    return value % base.counts[family];
  }

  // ---- Reading -----------------------------------------------------------------------------

  function wordsOf(text) {
    return text.normalize("NFKD").toLowerCase()
      .replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  function folded(spoken) {
    var plain = spoken.replace(/^([zcs])h/, "$1");
    if (plain.length > 1) plain = plain.replace(/^[nr]/, "l");
    return plain.replace(/ng$/, "n");
  }

  function initial(spoken) { return Array.from(folded(spoken))[0].replace(/[nr]/, "l"); }

  // What a query is made of: a character; a syllable or, at its end, the beginning of one; an initial.
  function character(c) {
    var spoken = base.reading.get(c) || c;
    return { text: c, spoken: spoken, folded: folded(spoken), isCharacter: true };
  }

  function part(text, isOpen) {
    var alike = text.length > 1 ? folded(text) : initial(text);
    return { text: text, folded: alike, isOpen: isOpen, isWhole: base.syllables.has(text) };
  }

  function initials(text) { return { text: text, folded: folded(text), isInitial: true }; }

  function keyOf(token) { return initial(token.spoken || token.text); }

  /** How well a token fits a letter that is read so: 0 is not at all. */
  function fit(token, letter, spoken) {
    if (token.isCharacter && token.text === letter) return EXACT;
    if (token.isInitial) return initial(spoken) === keyOf(token) ? ALIKE : 0;
    if ((token.spoken || token.text) === spoken) return SPOKEN;
    return foldedFit(token, folded(spoken)) ? ALIKE : 0;
  }

  function foldedFit(token, spoken) {
    if (token.isInitial) return spoken[0].replace(/[nr]/, "l") === keyOf(token);
    return spoken === token.folded || (token.isOpen && spoken.startsWith(token.folded));
  }

  /** Whether some name has a syllable that fits the one followed by one that fits the other. */
  function follows(sounds, first, second) {
    var key = first.text + (first.isInitial ? "*" : " ") + second.text +
      (second.isInitial ? "*" : second.isOpen ? "…" : "");
    if (!sounds.known.has(key)) {
      sounds.known.set(key, sounds.pairs.some(function (pair) {
        return foldedFit(first, pair[0]) && foldedFit(second, pair[1]);
      }));
    }
    return sounds.known.get(key);
  }

  function loadSounds() {
    return only("sounds").then(function (packed) {
      if (packed.pairs) return packed;
      var known = packed[0].split(" "), pairs = [];
      eachEntry(packed[1], function (number) {
        pairs.push([known[Math.floor(number / known.length)], known[number % known.length]]);
      });
      return (arrived.sounds = { pairs: pairs, known: new Map() });
    }).then(function () { return arrived.sounds; });
  }

  /** Every way to read letters as syllables; with `sounds`, only what some name is made of. */
  function split(text, sounds, allow) {
    var found = [];
    function go(at, tokens) {
      if (found.length >= MOST_WAYS) return;
      if (at === text.length) { found.push(tokens); return; }
      ahead(text, at, allow).forEach(function (token) {
        var last = tokens[tokens.length - 1];
        if (!sounds || !last || follows(sounds, last, token)) go(at + token.text.length, tokens.concat(token));
      });
    }
    go(0, []);
    return found;
  }

  function ahead(text, at, allow) {
    var tokens = [];
    if (allow !== "initials") {
      for (var end = Math.min(at + 6, text.length); end > at; end--) {
        var piece = text.slice(at, end), isLast = end === text.length && allow !== "whole";
        if (base.syllables.has(piece) || (isLast && base.prefixes.has(piece))) tokens.push(part(piece, isLast));
      }
    }
    if (allow === "initials" || allow === "mixed") {
      if (/^[zcs]h/.test(text.slice(at, at + 2))) tokens.push(initials(text.slice(at, at + 2)));
      tokens.push(initials(text[at]));
    }
    return tokens;
  }

  function latin(word) { return /^[a-z]+$/.test(word); }

  /** A word as runs: letters of pinyin, and everything else character by character. */
  function runs(word) {
    return word.match(/[a-z]+|[^a-z]/gu).map(function (run) { return run.replace(/([ln])v/g, "$1u"); });
  }

  /** Every way to read runs, each a list of tokens; `ways(run)` splits one of letters. */
  function readings(list, ways) {
    return list.reduce(function (before, run) {
      var after = latin(run) ? ways(run) : [[character(run)]], joined = [];
      before.forEach(function (head) {
        after.forEach(function (tail) { if (joined.length < MOST_WAYS) joined.push(head.concat(tail)); });
      });
      return joined;
    }, [[]]);
  }

  // ---- Fitting -----------------------------------------------------------------------------

  function emptyScores() { return new Uint8Array(base.total); }

  /** Visit the lines of a file: letters, how each is read, entries elsewhere, entries that begin so. */
  function lines(text, visit) {
    text.split("\n").forEach(function (line) {
      var cells = line.split(" "), letters = Array.from(cells[0]);
      var unusual = cells.slice(3);
      if (letters[0] === "^" && unusual.length) unusual.unshift("^");
      visit(letters, unusual.length ? unusual : letters.map(function (c) { return base.reading.get(c) || c; }), cells);
    });
  }

  /** Every entry's fit to one or two tokens in a row: twice the fit, and one more where it begins so. */
  function fitting(tokens, family, key) {
    var shown = family === "n" && tokens.length === 1 ? [null].concat(tokens) : tokens;
    return shard(family, bucket(family, key)).then(function (text) {
      var scores = emptyScores();
      lines(text, function (letters, spoken, cells) {
        if (letters.length !== shown.length || (letters[0] === "^") !== (shown[0] === null)) return;
        var level = EXACT;
        shown.forEach(function (token, at) {
          if (token) level = Math.min(level, fit(token, letters[at], spoken[at]));
        });
        if (!level) return;
        [1, 2].forEach(function (column) {
          var score = level * 2 + (column - 1);
          eachEntry(cells[column] || "", function (entry) { if (scores[entry] < score) scores[entry] = score; });
        });
      });
      return scores;
    });
  }

  function inNames(tokens) {
    if (tokens.length > 1) return fitting(tokens, "n", keyOf(tokens[0]) + keyOf(tokens[1]));
    var token = tokens[0], wanted = [];
    if (!token.isInitial && (token.isCharacter || token.isWhole)) wanted.push(fitting(tokens, "u", token.folded));
    if (!token.isCharacter) wanted.push(fitting(tokens, "n", "^" + keyOf(token)));
    return Promise.all(wanted).then(best);
  }

  function best(lists) {
    var scores = lists[0] || emptyScores();
    lists.slice(1).forEach(function (other) {
      for (var entry = 0; entry < other.length; entry++) if (other[entry] > scores[entry]) scores[entry] = other[entry];
    });
    return scores;
  }

  function pairs(tokens) {
    return tokens.length < 2 ? [tokens] : tokens.slice(1).map(function (token, at) { return [tokens[at], token]; });
  }

  /** Entries whose name holds all tokens in a row: as far as the worst of them fits. */
  function named(tokens) {
    return Promise.all(pairs(tokens).map(inNames)).then(function (lists) {
      return lists.reduce(function (scores, other) {
        for (var entry = 0; entry < other.length; entry++) {
          var begins = scores[entry] & 1, level = Math.min(scores[entry] >> 1, other[entry] >> 1);
          scores[entry] = level ? level * 2 + begins : 0;
        }
        return scores;
      });
    });
  }

  /** Entries whose name or other words hold all tokens in a row. */
  function told(tokens) {
    if (tokens.length < 2 || tokens.some(function (token) { return !token.isCharacter && !token.isWhole; })) {
      return Promise.resolve(emptyScores());
    }
    return Promise.all(pairs(tokens).map(function (pair) {
      var least = pair.some(function (token) { return !token.isCharacter; }) ? SPOKEN : EXACT;
      return Promise.all([inNames(pair), inWords(pair)]).then(best).then(function (scores) {
        return scores.map(function (score) { return score >> 1 >= least ? WORDS : 0; });
      });
    })).then(function (lists) {
      return lists.reduce(function (scores, other) {
        return scores.map(function (score, entry) { return Math.min(score, other[entry]); });
      });
    });
  }

  function inWords(pair) { return fitting(pair, "t", pair[0].folded + " " + pair[1].folded); }

  function all(sequences, fits) { return Promise.all(sequences.map(fits)).then(best); }

  // ---- Asking ------------------------------------------------------------------------------

  /** The line of a place or category: the entries in each of its columns. */
  function visitLine(family, key, wanted, visit) {
    return shard(family, bucket(family, key)).then(function (text) {
      text.split("\n").forEach(function (line) {
        var cells = line.split(" ");
        if (cells[0] !== wanted) return;
        [1, 2].forEach(function (column) {
          eachEntry(cells[column] || "", function (entry) { visit(entry, column); });
        });
      });
    });
  }

  /** How entries reach a place: 2 they are for the whole of it, 1 for some of it, 0 neither. */
  function reaches(code) {
    var reach = emptyScores();
    return Promise.all(base.widths.filter(function (width) { return width <= code.length; }).map(function (width) {
      var above = code.slice(0, width), isItself = width === code.length;
      return visitLine("p", above.slice(0, TOWN), above, function (entry, column) {
        if (column === 2) reach[entry] = 2;
        else if (isItself && !reach[entry]) reach[entry] = 1;
      });
    })).then(function () { return reach; });
  }

  function ofCategory(slug) {
    var passing = emptyScores();
    return visitLine("k", slug, slug, function (entry) { passing[entry] = 1; }).then(function () { return passing; });
  }

  function everything() { return emptyScores().fill(1); }

  function allowed(options) {
    return Promise.all([
      options.area ? reaches(options.area) : everything(),
      options.category ? ofCategory(options.category) : everything(),
    ]).then(function (both) {
      return both[0].map(function (reach, entry) { return reach && both[1][entry] ? 1 : 0; });
    });
  }

  /** The codes of all places, in the order of their numbers, which are the first of all. */
  function codes() {
    return only("areas").then(function (lists) {
      var found = [];
      lists.forEach(function (list) {
        eachEntry(list[1], function (number) { found.push(String(number).padStart(list[0], "0")); });
      });
      return found;
    });
  }

  function count(scores, passing) {
    var found = 0;
    for (var entry = 0; entry < scores.length; entry++) if (scores[entry] && passing[entry]) found++;
    return found;
  }

  /** Entries that reach a place whose name begins with a word: 翟家 in 翟家 送餐. */
  function near(scores) {
    var places = [];
    for (var entry = 0; entry < base.ranges[0][1] && places.length < 20; entry++) {
      if (scores[entry] === CONTAINED + BEGINS) places.push(entry);
    }
    if (!places.length) return Promise.resolve(emptyScores());
    return codes().then(function (known) {
      return Promise.all(places.map(function (entry) { return reaches(known[entry]); }));
    }).then(function (lists) {
      return emptyScores().map(function (_score, entry) {
        return lists.some(function (reach) { return reach[entry] === 2; }) ? WORDS : 0;
      });
    });
  }

  function splitters(words) {
    if (!words.some(function (word) { return /[a-z]/.test(word); })) return Promise.resolve(null);
    return loadSounds();
  }

  /** Ways to read a run of letters: as syllables, and as initials. */
  function usualWays(sounds) {
    return function (run) { return split(run, sounds, "open").concat(split(run, sounds, "initials")); };
  }

  function wordScores(word, sounds) {
    return all(readings(runs(word), usualWays(sounds)), named).then(function (scores) {
      return Promise.all([near(scores), all(readings(runs(word), plainWays), told)]).then(function (others) {
        return best(others.concat([scores.map(function (score) { return Math.min(score, CONTAINED - 1); })]));
      });
    });
  }

  /** The fewest syllables that letters can be: what the other words are searched for. */
  function plainWays(run) { return split(run, null, "whole").slice(0, 1); }

  function everyWord(words, sounds) {
    return Promise.all(words.map(function (word) { return wordScores(word, sounds); })).then(function (lists) {
      return lists.reduce(function (scores, other) {
        return scores.map(function (score, entry) { return Math.min(score, other[entry]); });
      });
    });
  }

  /** One slip of the finger away: a letter too few, wrong, swapped or too many. */
  function slips(run) {
    var made = [], letters = "abcdefghijklmnopqrstuwxyz".split("");
    for (var at = 0; at <= run.length; at++) {
      var head = run.slice(0, at), tail = run.slice(at);
      if (tail.length > 1) made.push(head + tail[1] + tail[0] + tail.slice(2));
      letters.forEach(function (letter) {
        if (tail) made.push(head + letter + tail.slice(1));
        made.push(head + letter + tail);
      });
      if (tail) made.push(head + tail.slice(1));
    }
    return Array.from(new Set(made));
  }

  function mistypedWays(sounds) {
    return function (run) {
      var found = split(run, sounds, "mixed");
      if (run.length > 3 && run.length <= MOST) {
        slips(run).forEach(function (other) {
          if (found.length < MOST_WAYS) found = found.concat(split(other, sounds, "whole").filter(severalTokens));
        });
      }
      return found.slice(0, MOST_WAYS);
    };
  }

  function severalTokens(tokens) { return tokens.length > 1; }

  /** Entries that share most pairs of letters with a query, or else most letters. */
  function overlapping(tokens) {
    return overlap(pairs(tokens).filter(severalTokens), Math.ceil(tokens.length / 5)).then(function (scores) {
      var single = tokens.filter(function (token) { return token.isCharacter; });
      if (scores.some(Boolean) || tokens.length > 3) return scores;
      return overlap(single.map(function (token) { return [token]; }), tokens.length - 1 || 1);
    });
  }

  function overlap(groups, least) {
    return Promise.all(groups.map(inNames)).then(function (lists) {
      var shared = emptyScores(), most = 0;
      lists.forEach(function (list) {
        for (var entry = 0; entry < list.length; entry++) if (list[entry]) most = Math.max(most, ++shared[entry]);
      });
      return shared.map(function (number) { return most >= least && number >= Math.max(least, most - 1) ? number : 0; });
    });
  }

  function nearest(words, sounds) {
    var list = runs(words.join(" ")).filter(function (run) { return run !== " "; });
    return all(readings(list, mistypedWays(sounds)), named).then(function (scores) {
      if (scores.some(Boolean)) return scores;
      return all(readings(list, plainWays).slice(0, 1), overlapping);
    });
  }

  /** Stages from the best to the last resort, each asked only while too little is found. */
  function stages(words, sounds) {
    var list = runs(words.join(" ")).filter(function (run) { return run !== " "; });
    return [
      function () { return all(readings(list, usualWays(sounds)), named); },
      function () { return words.length > 1 ? everyWord(words, sounds) : Promise.resolve(emptyScores()); },
      function () { return all(readings(list, plainWays), told); },
    ];
  }

  function ask(words, sounds, passing, want) {
    return stages(words, sounds).reduce(function (before, stage) {
      return before.then(function (scores) {
        if (count(scores, passing) >= want) return scores;
        return stage().then(function (more) { return best([scores, more]); });
      });
    }, Promise.resolve(emptyScores()));
  }

  function ranked(scores, passing, reach) {
    var found = [];
    for (var entry = 0; entry < scores.length; entry++) if (scores[entry] && passing[entry]) found.push(entry);
    return found.sort(function (a, b) { return scores[b] - scores[a] || reach[b] - reach[a] || a - b; });
  }

  function browsed() {
    var scores = emptyScores();
    base.ranges.forEach(function (range, at) {
      var isShown = range[0] === "service" || range[0] === "contact";
      if (isShown) scores.fill(1, base.starts[at], base.starts[at] + range[1]);
    });
    return scores;
  }

  /** What fits a query, best first, after `open`.

      Options: `area`, a code, and `category`, a slug, let nothing else through; what reaches the
      code `near` comes first among equals; `want` is how many are enough. Answers `{ids, about, cut}`:
      `about` says that nothing fits and these are nearest, `cut` that the query was too long. */
  Shouwang.search = function (query, options) {
    options = options || {};
    var letters = Array.from(wordsOf(query)), text = letters.slice(0, MOST).join("").trim();
    var words = text ? text.split(" ") : [], place = options.area || options.near, about = false;
    function found(passing) {
      if (!words.length) return options.area || options.category ? browsed() : emptyScores();
      return splitters(words).then(function (sounds) {
        return ask(words, sounds, passing, options.want || 10).then(function (scores) {
          if (count(scores, passing)) return scores;
          about = true;
          return nearest(words, sounds);
        });
      });
    }
    return Promise.all([allowed(options), place ? reaches(place) : emptyScores()]).then(function (both) {
      return Promise.resolve(found(both[0])).then(function (scores) {
        return { ids: ranked(scores, both[0], both[1]), about: about, cut: letters.length > MOST ? text : "" };
      });
    });
  };

  /** The cards of some entries: what to show of each. */
  Shouwang.cards = function (ids) {
    return Promise.all(ids.map(function (id) {
      return shard("c", Math.floor(id / base.cards)).then(function (cards) {
        var card = cards[id % base.cards];
        return {
          id: id, kind: kindOf(id), slug: card[0], name: card[1], summary: card[2], label: card[3],
          phone: card[4], places: card[5], digits: card.length > 6 ? card[6] : card[4].replace(/[^0-9]/g, ""),
        };
      });
    }));
  };

  /** The cards of the places whose codes begin so. */
  Shouwang.places = function (start) {
    return codes().then(function (known) {
      var ids = [];
      known.forEach(function (code, id) { if (code.startsWith(start)) ids.push(id); });
      return Shouwang.cards(ids);
    });
  };
})();
