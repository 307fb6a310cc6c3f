// The rows by key and the lists that they stand in: made once, asked by every page.
// What pelican/records/index.py is to Jinja; templates ask both by the same names.

import { said } from "./hours.js";

const by = (rows, field) => Object.fromEntries(rows.map((row) => [row[field], row]));

function listed(rows, field) {
  const found = {};
  for (const row of rows) (found[row[field]] ??= []).push(row);
  return found;
}

function ninetyDaysAgo() {
  const day = new Date();
  day.setDate(day.getDate() - 90);
  return day.toLocaleDateString("sv");
}

export class Index {
  #servicesIn = {};
  #servicesBelow = {};
  #hours = new Map();

  constructor(rows) {
    this.labels = rows.labels;
    this.categories = rows.category;
    this.office = rows.site.office;
    this.district = rows.site.district;
    this.stale = ninetyDaysAgo();
    this.area = by(rows.area, "key");
    this.category = by(rows.category, "key");
    this.provider = by(rows.provider, "key");
    this.channel = by(rows.channel, "key");
    this.towns = rows.area.filter((row) => row.level === "town");
    this.lineage = {};
    for (const row of rows.area) this.lineage[row.key] = this.#lineage(row);
    this.children = listed(rows.area, "parent");
    this.contacts = listed(rows.contact, "area");
    this.providers_in = listed(rows.provider, "area");
    this.services_of = listed(rows.service, "category");
    for (const service of rows.service) this.#place(service);
  }

  // An area and those above it, the nearest first.
  #lineage(row) {
    const found = [];
    for (; row; row = this.area[row.parent]) found.push(row);
    return found;
  }

  #place(service) {
    for (const place of this.many("area", service.areas)) {
      (this.#servicesIn[place.key] ??= []).push(service);
      for (const above of this.lineage[place.key].slice(1)) (this.#servicesBelow[above.key] ??= []).push(service);
    }
  }

  // The rows of these keys that there are.
  many(kind, keys) {
    return keys.map((key) => this[kind][key]).filter(Boolean);
  }

  // The contact point of a place, or the nearest one above it.
  whom(area) {
    for (const place of this.lineage[area] ?? []) {
      if (this.contacts[place.key]) return this.contacts[place.key][0];
    }
    return null;
  }

  // A place with those above it, but for the district.
  full_name(area) {
    const places = this.lineage[area.key].filter((row) => row.level !== "district");
    return places.reverse().map((row) => row.name).join("") || area.name;
  }

  // The services of a place and of all above it, by category.
  groups(area) {
    const services = this.lineage[area.key].flatMap((place) => this.#servicesIn[place.key] ?? []);
    const found = listed(services.sort((one, other) => one.rank - other.rank), "category");
    return this.categories
      .filter((category) => found[category.key])
      .map((category) => ({ category, services: found[category.key] }));
  }

  // For a town, what only some of its villages have.
  partial(area) {
    return area.level === "town" ? (this.#servicesBelow[area.key] ?? []) : [];
  }

  // The places right below one, by their initials.
  below(area) {
    const found = listed(this.children[area.key] ?? [], "initial");
    return Object.entries(found).map(([initial, areas]) => ({ initial, areas }));
  }

  // The places whose institutions can be walked or driven to.
  near(area) {
    const lineage = this.lineage[area.key];
    let places = lineage.filter((row) => row.level !== "district");
    if (!places.length) places = lineage;
    if (area.level === "town") places = places.concat(this.children[area.key] ?? []);
    return places.filter((place) => this.providers_in[place.key]);
  }

  // The towns in which there is something of a category.
  reached(category) {
    const codes = new Set((this.services_of[category.key] ?? []).flatMap((service) => service.areas));
    const found = new Set([...codes].flatMap((code) => this.lineage[code] ?? []));
    return this.towns.filter((town) => found.has(town));
  }

  // Opening hours as `said`; many rows have the same.
  hours(week) {
    const key = JSON.stringify(week);
    if (!this.#hours.has(key)) this.#hours.set(key, said(week));
    return this.#hours.get(key);
  }

  // A day as people write it.
  day(text) {
    const [year, month, day] = text.split("-").map(Number);
    return `${year}年${month}月${day}日`;
  }

  // What a service's page says to machines, as JSON within a page.
  facts(service) {
    const fact = {
      "@type": "GovernmentService",
      name: service.name,
      description: service.summary,
      serviceType: this.category[service.category].name,
      serviceOperator: { "@type": "GovernmentOrganization", name: this.office },
      provider: this.many("provider", service.providers).map((row) => ({
        "@type": "Organization",
        name: row.name,
        address: row.address,
        telephone: row.phones.map((phone) => phone.number),
      })),
      areaServed: this.many("area", service.areas).map((place) => ({ "@type": "AdministrativeArea", name: place.name })),
      audience: service.audience.map((tag) => ({ "@type": "Audience", audienceType: this.labels.audience[tag] })),
      availableChannel: {
        "@type": "ServiceChannel",
        servicePhone: service.phones.map((phone) => ({ "@type": "ContactPoint", telephone: phone.number })),
      },
      hoursAvailable: this.hours(service.hours).spec,
    };
    const graph = { "@context": "https://schema.org", "@graph": [fact] };
    return JSON.stringify(graph).replaceAll("<", "\\u003c");
  }
}
